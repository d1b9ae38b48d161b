"""What boto3 makes of the practice account's policies, quotas and settings of buckets: prints one JSON document."""

import json

import boto3
from botocore.exceptions import ClientError

iam = boto3.client("iam")
quotas = boto3.client("service-quotas")
s3 = boto3.client("s3")


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def refusal(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


trust = {"Effect": "Allow", "Principal": {"Service": "glue.amazonaws.com"}, "Action": "sts:AssumeRole"}
read = {"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::lab/*"}
deny = {**read, "Effect": "Deny", "Action": "s3:GetObjectAcl"}
role = iam.create_role(RoleName="r", AssumeRolePolicyDocument=policy(trust))["Role"]
iam.put_role_policy(RoleName="r", PolicyName="p", PolicyDocument=policy(read, deny))
pages = iam.get_paginator("simulate_principal_policy").paginate(
    PolicySourceArn=role["Arn"],
    ActionNames=["s3:GetObject", "s3:GetObjectAcl", "s3:PutObject"],
    ResourceArns=["arn:aws:s3:::lab/a"],
    PaginationConfig={"PageSize": 2},
)
results = [result for page in pages for result in page["EvaluationResults"]]

s3.create_bucket(Bucket="lab")
plain = {**deny, "Principal": "*", "Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
s3.put_bucket_policy(Bucket="lab", Policy=policy(plain))
s3.put_bucket_tagging(Bucket="lab", Tagging={"TagSet": [{"Key": "k", "Value": "v"}]})

named = {
    quota["QuotaName"]: quota
    for page in quotas.get_paginator("list_service_quotas").paginate(ServiceCode="sagemaker")
    for quota in page["Quotas"]
}
training = named["ml.m5.large for training job usage"]
default = quotas.get_aws_default_service_quota(ServiceCode="sagemaker", QuotaCode=training["QuotaCode"])

print(
    json.dumps(
        {
            "decisions": [result["EvalDecision"] for result in results],
            "matched": [[each["SourcePolicyId"] for each in result["MatchedStatements"]] for result in results],
            # boto3 decodes a policy itself.
            "kept": iam.get_role_policy(RoleName="r", PolicyName="p")["PolicyDocument"]["Statement"] == [read, deny],
            "conflict": refusal(iam.delete_role, RoleName="r"),
            "missing": refusal(iam.get_role_policy, RoleName="r", PolicyName="none"),
            "bucketPolicy": json.loads(s3.get_bucket_policy(Bucket="lab")["Policy"])["Statement"] == [plain],
            "isPublic": s3.get_bucket_policy_status(Bucket="lab")["PolicyStatus"]["IsPublic"],
            "blocked": s3.get_public_access_block(Bucket="lab")["PublicAccessBlockConfiguration"],
            "tags": s3.get_bucket_tagging(Bucket="lab")["TagSet"],
            "quota": [training["QuotaCode"], training["Value"], default["Quota"]["Value"]],
            "noQuota": refusal(quotas.get_service_quota, ServiceCode="sagemaker", QuotaCode="L-0"),
        }
    )
)
