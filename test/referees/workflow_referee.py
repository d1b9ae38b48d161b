"""Builds a workflow of two crawlers and a job with boto3, runs it, and prints what GetWorkflowRun shows of it."""

import json
import time

import boto3

s3, glue = boto3.client("s3"), boto3.client("glue")
s3.create_bucket(Bucket="aws-glue-referee")
s3.put_object(Bucket="aws-glue-referee", Key="job.py", Body=b'print("hello")\n')
s3.put_object(Bucket="aws-glue-referee", Key="data/lines.csv", Body=b"a,b\n1,2\n3,4\n")
for name in ("before", "after"):
    glue.create_crawler(
        Name=name,
        Role="Glue",
        DatabaseName="referee",
        Targets={"S3Targets": [{"Path": "s3://aws-glue-referee/data"}]},
    )
glue.create_job(
    Name="job",
    Role="Glue",
    Command={"Name": "glueetl", "ScriptLocation": "s3://aws-glue-referee/job.py"},
)
glue.create_workflow(Name="flow", MaxConcurrentRuns=1)
glue.create_trigger(
    Name="start", WorkflowName="flow", Type="ON_DEMAND", Actions=[{"CrawlerName": "before"}]
)
for name, action, condition in (
    ("job", {"JobName": "job"}, {"CrawlerName": "before", "CrawlState": "SUCCEEDED"}),
    ("last", {"CrawlerName": "after"}, {"JobName": "job", "State": "SUCCEEDED"}),
):
    glue.create_trigger(
        Name=name,
        WorkflowName="flow",
        Type="CONDITIONAL",
        Actions=[action],
        Predicate={"Conditions": [{"LogicalOperator": "EQUALS", **condition}]},
        StartOnCreation=True,
    )
run_id = glue.start_workflow_run(Name="flow")["RunId"]
try:
    glue.start_workflow_run(Name="flow")
    second = ""
except glue.exceptions.ConcurrentRunsExceededException as error:
    second = error.response["Error"]["Code"]
while True:
    run = glue.get_workflow_run(Name="flow", RunId=run_id, IncludeGraph=True)["Run"]
    if run["Status"] not in ("RUNNING", "STOPPING"):
        break
    time.sleep(0.1)
nodes = {node["UniqueId"]: node for node in run["Graph"]["Nodes"]}
print(
    json.dumps(
        {
            "second": second,
            "status": run["Status"],
            "statistics": run["Statistics"],
            "edges": [
                [nodes[edge["SourceId"]]["Name"], nodes[edge["DestinationId"]]["Name"]]
                for edge in run["Graph"]["Edges"]
            ],
            "crawls": [
                crawl["State"]
                for node in nodes.values()
                for crawl in node.get("CrawlerDetails", {}).get("Crawls", [])
            ],
            "jobs": [
                [job["JobRunState"], job["TriggerName"]]
                for node in nodes.values()
                for job in node.get("JobDetails", {}).get("JobRuns", [])
            ],
        }
    )
)
