import type { Proof } from './api-proofs.ts';

/** What proves each row of the table "Amazon States Language", by its first cell. */
export const LANGUAGE_PROOFS: Readonly<Record<string, Proof>> = {
  'states: `Choice`, `Fail`, `Map`, `Parallel`, `Pass`, `Succeed`, `Task`, `Wait`': {
    'cases/asl/choice/jsonpath-first-match.json': [],
    'cases/asl/choice/jsonata-first-match.json': [],
    'cases/asl/fail/error-and-cause.json': [],
    'cases/asl/fail/jsonata.json': [],
    'cases/asl/map/items-path.json': [],
    'cases/asl/map/jsonata-items.json': [],
    'cases/asl/parallel/outputs-in-order.json': [],
    'cases/asl/parallel/jsonata.json': [],
    'cases/asl/payload-template/context-object-and-intrinsic-function.json': [],
    'cases/asl/jsonata/succeed-with-output.json': [],
    'cases/asl/task/lambda-function.json': [],
    'cases/asl/task/jsonata-arguments-and-output.json': [],
    'cases/asl/wait/seconds-path.json': [],
    'cases/asl/wait/jsonata-seconds.json': [],
  },
  'JSONPath: `InputPath`, `Parameters`, `ResultSelector`, `ResultPath`, `OutputPath`, context object':
    {
      'cases/asl/input-output/all-fields-of-a-task.json': [],
      'cases/asl/input-output/result-selector.json': [],
      'cases/asl/context-object/execution-and-state-machine.json': [],
    },
  'intrinsic functions: `States.Array`, `States.ArrayContains`, `States.ArrayGetItem`, `States.ArrayLength`, `States.ArrayPartition`, `States.ArrayRange`, `States.ArrayUnique`, `States.Base64Decode`, `States.Base64Encode`, `States.Format`, `States.Hash`, `States.JsonMerge`, `States.JsonToString`, `States.MathAdd`, `States.MathRandom`, `States.StringSplit`, `States.StringToJson`, `States.UUID`':
    {
      'cases/asl/intrinsic-functions/array.json': [],
      'cases/asl/intrinsic-functions/array-contains.json': [],
      'cases/asl/intrinsic-functions/array-get-item.json': [],
      'cases/asl/intrinsic-functions/array-length.json': [],
      'cases/asl/intrinsic-functions/array-partition.json': [],
      'cases/asl/intrinsic-functions/array-range.json': [],
      'cases/asl/intrinsic-functions/array-unique.json': [],
      'cases/asl/intrinsic-functions/base64-decode.json': [],
      'cases/asl/intrinsic-functions/base64-encode.json': [],
      'cases/asl/intrinsic-functions/format.json': [],
      'cases/asl/intrinsic-functions/hash.json': [],
      'cases/asl/intrinsic-functions/json-merge.json': [],
      'cases/asl/intrinsic-functions/json-to-string.json': [],
      'cases/asl/intrinsic-functions/math-add.json': [],
      'cases/asl/intrinsic-functions/math-random.json': [],
      'cases/asl/intrinsic-functions/string-split.json': [],
      'cases/asl/intrinsic-functions/string-to-json.json': [],
      'cases/asl/intrinsic-functions/uuid.json': [],
    },
  'Choice rules: every operator and its `…Path` form, `And`, `Or`, `Not`': {
    'unit/states/comparison.test.ts': ['%s of %j and %j is %j'],
    'cases/asl/choice/operators/string-less-than-equals-path.json': [],
    'cases/asl/choice/operators/is-present.json': [],
    'cases/asl/choice/or.json': [],
  },
  'JSONata: `QueryLanguage` of the machine or of a state, `Arguments`, `Output`, `Assign`, `Condition`, `Items`, numbers, texts and timestamps as `{% %}`, `$states`':
    {
      'unit/states/jsonata/evaluate-jsonata.test.ts': ['%s is %j', '%s fails: %s'],
      'cases/asl/jsonata/arguments-output-and-assign.json': [],
      'cases/asl/jsonata/state-of-its-own-language.json': [],
      'cases/asl/jsonata/choice-first-condition.json': [],
      'cases/asl/jsonata/wait-until-a-timestamp.json': [],
      'cases/asl/jsonata/timeout-of-an-expression.json': [],
      'cases/asl/jsonata/fail-with-expressions.json': [],
      'cases/asl/map/jsonata-items.json': [],
    },
  'functions added to JSONata: `$hash`, `$parse`, `$partition`, `$random`, `$range`, `$uuid`': {
    'unit/states/jsonata/jsonata-functions.test.ts': ['%s is %j'],
  },
  'variables: `Assign` in both query languages, their scopes, `assignedVariables` in the history': {
    'cases/asl/variables/assign-and-reference.json': [],
    'cases/asl/variables/jsonata-literals-and-expressions.json': [],
    'cases/asl/variables/inner-scope-cannot-assign-outer.json': [],
    'unit/states/variables.test.ts': ['reads the scopes around, the nearest first'],
    'unit/states/history.test.ts': [
      'gives variables as JSON text, unless execution data is left out',
    ],
  },
  'a path to a variable that has not been assigned': {
    'cases/asl/variables/undefined-variable.json': [],
  },
  'more than 256 KiB in one `Assign`, or 10 MiB in all variables of an execution': {
    'unit/states/variables.test.ts': [
      'limits %s to 256 KiB: %j bytes',
      'limits the variables of all scopes to 10 MiB, and counts a value that is replaced no more',
    ],
  },
  '`States.QueryEvaluationError`, `EvaluationFailed`': {
    'unit/states/jsonata/evaluate-jsonata.test.ts': ['%s fails: %s'],
    'unit/states/jsonata/jsonata-functions.test.ts': ['%s fails: %s'],
    'unit/states/map.test.ts': ['names its own input when that is no array in JSONata'],
    'cases/asl/jsonata/wait-seconds-negative.json': [],
  },
  'a JSONata evaluation of more than 10 seconds or 50,000 levels; a match of a regular expression of more than a second':
    {
      'unit/states/jsonata/evaluation-bounds.test.ts': [
        'ends an evaluation that never comes to an end when its time is over',
        'ends an evaluation that goes too deep',
      ],
      'unit/states/jsonata/bounded-reg-exp.test.ts': ['stops %s'],
    },
  'a number such as `1.0` or beyond 2^53 in JSONata': {
    'unit/states/jsonata/evaluate-jsonata.test.ts': [
      'keeps the text of numbers that %s only hands on',
      'computes with numbers of any form',
    ],
  },
  '`$random(seed)`, `States.MathRandom` with a seed': {
    'unit/states/jsonata/jsonata-functions.test.ts': ['%s is %j'],
    'unit/states/intrinsics/math-functions.test.ts': [
      'gives the same number for the same seed, another for another',
    ],
  },
  '`Retry` (with `MaxDelaySeconds`, `JitterStrategy`), `Catch`, `TimeoutSeconds`, `TimeoutSecondsPath`':
    {
      'cases/asl/retry/interval-and-backoff.json': [],
      'cases/asl/retry/max-delay-with-full-jitter.json': [],
      'cases/asl/catch/custom-error-fallback.json': [],
      'cases/asl/task/timeout-seconds.json': [],
      'cases/asl/task/timeout-seconds-path.json': [],
      'cases/asl/timeouts/machine.json': [],
    },
  '`HeartbeatSeconds`, `HeartbeatSecondsPath`': {
    'cases/asl/task/heartbeat-missed.json': [],
    'cases/asl/task/timeout-and-heartbeat-paths.json': [],
    'cases/asl/retry/heartbeat-timeout.json': [],
    'unit/states/task-token.test.ts': ['does not hold for a task that cannot send heartbeats'],
  },
  '`TimeoutSeconds` of a Task': {
    'unit/states/task.test.ts': ['does not count the wait in line towards TimeoutSeconds'],
  },
  'history events, their order, ids and details': {
    'unit/states/parallel.test.ts': [
      'links each branch to its start, and its exit to the branch that ended last',
    ],
    'unit/states/task.test.ts': [
      'of a service integration name resource, type, region and parameters',
    ],
    'unit/states/run.test.ts': [
      'fails at the limit of the history, whose last event is ExecutionFailed',
    ],
  },
  'wording of validation messages and of some runtime errors': {
    'unit/states/validate.test.ts': ['%j: %s'],
    'unit/states/input-output.test.ts': ['says why %s finds nothing'],
  },
  'Map, mode INLINE: iterations, their events and errors': {
    'unit/states/map.test.ts': [
      'runs one iteration behind the other with MaxConcurrency 1',
      'stops the other iterations when one fails',
      'fails before it starts when $found is no array',
    ],
    'cases/asl/map/one-iteration-fails.json': [],
  },
  'Map, mode INLINE: iterations at the same time': {
    'unit/states/map.test.ts': ['runs at most 40 iterations at the same time'],
  },
  'Map, mode DISTRIBUTED: events of a map run that succeeds': {
    'unit/states/distributed-map.test.ts': ['records its map run and none of the states inside'],
  },
  'Map, mode DISTRIBUTED: `MapRunFailed`, `MapRunRedriven`, `Label`, `MaxConcurrency`, `ToleratedFailureCount`, `ToleratedFailurePercentage` and their `…Path` forms':
    {
      'unit/states/distributed-map.test.ts': [
        'fails $name',
        'gives the outputs of the others within %j',
        'runs as many children at the same time as MaxConcurrency says',
      ],
      'unit/sfn/map-runs.test.ts': [
        'runs the children again that did not succeed, in the same map run',
        'names the state machine of the children',
      ],
      'cases/asl/map-distributed/concurrency-path.json': [],
      'cases/asl/map-distributed/tolerated-failure/count-path.json': [],
      'cases/asl/map-distributed/tolerated-failure/percentage-path.json': [],
    },
  'Map, mode DISTRIBUTED: child executions': {
    'unit/sfn/map-runs.test.ts': ['are executions of their own'],
    'unit/docs/differences.test.ts': ['count towards the executions that are remembered'],
  },
  '`ItemReader`: `s3:getObject` of CSV, JSON, JSONL and MANIFEST (`S3_INVENTORY`), `s3:listObjectsV2` (also `LOAD_AND_FLATTEN`), `MaxItems`':
    {
      'unit/states/distributed-map.test.ts': [
        'reads $name',
        'reads the objects of a bucket, page by page',
        'reads what is in the objects of a bucket with LOAD_AND_FLATTEN',
        'reads the compressed files that the manifest of an inventory names',
        'asks for no more pages than MaxItems needs',
      ],
      'cases/asl/map-distributed/item-reader/csv-first-row.json': [],
      'cases/asl/map-distributed/item-reader/json.json': [],
      'cases/asl/map-distributed/item-reader/json-lines.json': [],
    },
  '`ItemReader`: `PARQUET`, the manifest `ATHENA_DATA`': {
    'unit/states/map-validation.test.ts': ['names the $key $value'],
    'unit/states/run.test.ts': ['fails in a state that uses what cannot be run yet, and says what'],
  },
  '`ItemBatcher`: `MaxItemsPerBatch`, `MaxInputBytesPerBatch`, `BatchInput`': {
    'unit/states/item-batcher.test.ts': [
      'counts the items of each batch',
      'fills a batch up to $bytes bytes of UTF-8',
      'counts the batch input, too',
    ],
    'cases/asl/map-distributed/item-batcher/max-items-per-batch-path.json': [],
  },
  '`ResultWriter`: `s3:putObject`, `WriterConfig`': {
    'unit/states/distributed-map.test.ts': [
      'writes the executions by status, and a manifest that is the output',
      'writes the flattened outputs alone, one on each line',
      'only transforms the output without a Resource',
    ],
  },
  'resources: `apigateway:invoke`, `aws-sdk:apigatewaymanagementapi:*`, `aws-sdk:lambda:invoke`, `aws-sdk:sfn:*`, `http:invoke`, `lambda:invoke`, `states:startExecution`, `states:startExecution.sync`, `states:startExecution.sync:2`':
    {
      'unit/sfn/unsupported-resources.test.ts': ['finds no fault in %s, which is answered here'],
      'unit/sfn/lambda-integration.test.ts': [
        'hands payload and result on as text',
        'wraps the payload with status, version and metadata',
      ],
      'unit/sfn/aws-sdk-lambda-integration.test.ts': [
        'gives the payload as text, without metadata',
      ],
      'unit/sfn/aws-sdk-connections-integration.test.ts': [
        'names the members of the answer as the SDK does (SDK)',
      ],
      'unit/sfn/aws-sdk-states-integration.test.ts': [
        'names members in upper case, and writes times in ISO 8601',
      ],
      'unit/sfn/start-execution-integration.test.ts': [
        'ends with the answer of the service when it does not wait',
        'waits for the end with $pattern',
      ],
      'unit/sfn/activity-tasks.test.ts': ['is done by the worker that takes it'],
    },
  '`.waitForTaskToken` of each resource but activities and ARNs of functions': {
    'unit/sfn/wait-for-task-token.test.ts': ['waits for the token after the service has answered'],
    'unit/sfn/start-execution-integration.test.ts': ['waits for the token that it passes on'],
    'unit/states/task-token.test.ts': ['tells of %s: %s'],
  },
  'a token that is used before the service has answered': {
    'unit/sfn/wait-for-task-token.test.ts': [
      'ends with a token that is sent before the service has answered, when it has',
      'keeps what the token brought when the service fails afterwards',
    ],
  },
  'an error of the service in `.sync` and `.waitForTaskToken`': {
    'unit/sfn/wait-for-task-token.test.ts': ['fails when the service does, and closes the task'],
  },
  '`.sync`: an execution whose parent is stopped or timed out': {
    'unit/sfn/start-execution-integration.test.ts': [
      'stops the execution when it is stopped itself',
      'stops the execution when its time is up',
    ],
  },
  '`.sync`: an execution whose task was ended by its token': {
    'unit/sfn/start-execution-integration.test.ts': [
      'ends early when its token is sent, and leaves the execution alone',
    ],
  },
  'dates in the results of `states:startExecution`': {
    'unit/sfn/start-execution-integration.test.ts': ['waits for the end with $pattern'],
  },
  'other services: `athena`, `batch`, `codebuild`, `dynamodb`, `ecs`, `eks`, `events`, `glue`, `sagemaker`, `sns`, `sqs` and `aws-sdk:*`':
    {
      'unit/sfn/sdk/service-clients.test.ts': [
        'asks for $need',
        'writes parameters by the names of the API, and JSON where it wants text',
      ],
      'unit/sfn/aws-service-integration.test.ts': [
        'gives the answer alone',
        'says what to do when the service cannot be reached',
      ],
      'unit/sfn/unsupported-resources.test.ts': ['tells what %s needs'],
    },
  'other services: names of errors, `SdkHttpMetadata`, JSON for text and bytes': {
    'unit/sfn/aws-service-integration.test.ts': [
      'adds the metadata of the SDK to the answer',
      'fails with the class of an error $kind',
      'names $code of $className $error',
    ],
    'unit/sfn/sdk/service-clients.test.ts': ['sends JSON for bytes, and gives bytes as text'],
  },
  'other services: `.sync`, and own integrations of services that are not named here, such as `bedrock`':
    {
      'unit/sfn/unsupported-resources.test.ts': ['finds %s, which nothing can do'],
      'unit/sfn/lambda-integration.test.ts': [
        'fails with a cause that names the resource and the state',
      ],
    },
  '`http:invoke`: parameters, result, errors, `AWS::Events::Connection` of the template (BASIC, API_KEY, OAUTH_CLIENT_CREDENTIALS)':
    {
      'unit/sfn/http-integration.test.ts': [
        'sends the body as JSON, with the headers of the service and those of the connection',
        'authorises by user name and password',
        'authorises by the token of its authorization server',
        'gives headers in lists and JSON parsed',
        'fails when no answer comes within 60 seconds',
        'fails for a connection that is not in the template',
      ],
    },
  '`http:invoke`: a text as body; the cause of `States.Http.StatusCode.*`; `http:` for this machine':
    {
      'unit/docs/differences.test.ts': [
        'sends a text as it is, and needs no permission for the connection',
      ],
      'unit/sfn/http-integration.test.ts': ['fails with $reason', 'has $fault'],
    },
  '`http:invoke`: permissions for connections and their secrets': {
    'unit/docs/differences.test.ts': [
      'sends a text as it is, and needs no permission for the connection',
    ],
  },
  '`Credentials`': {
    'unit/states/credentials.test.ts': ['tell the invoker the role of the task by $form'],
    'unit/sfn/lambda-integration.test.ts': ['calls in their role'],
  },
  'wrong `Parameters` of a service integration': {
    'unit/states/task.test.ts': [
      'that cannot be started with its parameters fails before anything is scheduled',
    ],
    'unit/sfn/lambda-integration.test.ts': [
      'cannot be started with the parameters %j, which name no function',
    ],
  },
  '`apigateway:invoke`: result, `ApiGateway.<status>`, lists of headers and query parameters, body as JSON':
    {
      'unit/sfn/api-gateway-integration.test.ts': [
        'has lists of headers, parsed body and status',
        'has the body %j as text',
        'is for status %d an error with the body as cause',
      ],
      'unit/sfn/api-gateway-request.test.ts': [
        'repeats a query parameter and a header for each of their values',
      ],
    },
  '`apigateway:invoke`: `NO_AUTH`, `IAM_ROLE`': {
    'unit/sfn/api-gateway-request.test.ts': ['is for AuthType %s signed by %j'],
    'unit/sfn/api-gateway-integration.test.ts': [
      'goes to the endpoint of an API that is not in the template',
      'cannot be signed for an API that is not in the template',
    ],
  },
  '`apigateway:invoke`: `RESOURCE_POLICY`': {
    'unit/sfn/api-gateway-parameters.test.ts': ['refuse RESOURCE_POLICY as not supported here'],
  },
  '`apigateway:invoke`: null in the body without `AllowNullValues`; a `RequestBody` with other methods than PATCH, POST and PUT':
    {
      'unit/sfn/api-gateway-request.test.ts': ['has for the RequestBody %s the body %s'],
      'unit/sfn/api-gateway-parameters.test.ts': ['refuse a body of %s'],
    },
  'a role that may not invoke the function': {
    'unit/sfn/lambda-integration.test.ts': [
      'fails with Lambda.$error for $code of the service, with the cause of its SDK client',
    ],
  },
};
