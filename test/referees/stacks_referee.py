"""Makes, changes and deletes a stack of the practice account with boto3, whose parsers and waiters know nothing of it."""

import json
import sys

import boto3
from botocore.exceptions import ClientError, WaiterError

template = open(sys.argv[1]).read()
cloudformation = boto3.client("cloudformation")
quick = {"Delay": 1, "MaxAttempts": 60}


def wait(state, name):
    cloudformation.get_waiter(state).wait(StackName=name, WaiterConfig=quick)


def reason_of(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
    raise AssertionError(f"{arguments} was not refused")


described = cloudformation.validate_template(TemplateBody=template)
stack_id = cloudformation.create_stack(
    StackName="referee",
    TemplateBody=template,
    Parameters=[{"ParameterKey": "Cidr", "ParameterValue": "10.9.0.0/16"}],
    Tags=[{"Key": "by", "Value": "boto3"}],
)["StackId"]
wait("stack_create_complete", "referee")
made = boto3.resource("cloudformation").Stack("referee")

changed = {"ParameterKey": "Cidr", "ParameterValue": "10.8.0.0/16"}
cloudformation.update_stack(StackName="referee", UsePreviousTemplate=True, Parameters=[changed])
wait("stack_update_complete", "referee")

detection = cloudformation.detect_stack_drift(StackName="referee")["StackDriftDetectionId"]
while True:
    drift = cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
    if drift["DetectionStatus"] != "DETECTION_IN_PROGRESS":
        break

events = [
    event
    for page in cloudformation.get_paginator("describe_stack_events").paginate(StackName="referee")
    for event in page["StackEvents"]
]
resources = [
    resource
    for page in cloudformation.get_paginator("list_stack_resources").paginate(StackName="referee")
    for resource in page["StackResourceSummaries"]
]
refusals = [
    reason_of(cloudformation.create_stack, StackName="referee", TemplateBody=template),
    reason_of(
        cloudformation.update_stack,
        StackName="referee",
        UsePreviousTemplate=True,
        Parameters=[{"ParameterKey": "Cidr", "UsePreviousValue": True}],
        Tags=[{"Key": "by", "Value": "boto3"}],
    ),
    reason_of(cloudformation.describe_stacks, StackName="nobody"),
]
outputs = made.outputs
cloudformation.delete_stack(StackName="referee")
wait("stack_delete_complete", stack_id)

cloudformation.create_stack(StackName="broken", TemplateBody=template, Parameters=[{"ParameterKey": "Delimiter", "ParameterValue": "too long"}])
try:
    wait("stack_create_complete", "broken")
    broken = "made"
except WaiterError:
    broken = cloudformation.describe_stacks(StackName="broken")["Stacks"][0]["StackStatus"]

json.dump(
    {
        "parameters": sorted(each["ParameterKey"] for each in described["Parameters"]),
        "outputs": {each["OutputKey"]: each["OutputValue"] for each in outputs},
        "tags": made.tags,
        "drift": drift["StackDriftStatus"],
        "events": len(events),
        "first": [events[-1]["ResourceStatus"], events[-1]["ResourceStatusReason"]],
        "resources": {each["LogicalResourceId"]: each["ResourceStatus"] for each in resources},
        "refusals": refusals,
        "broken": broken,
    },
    sys.stdout,
)
