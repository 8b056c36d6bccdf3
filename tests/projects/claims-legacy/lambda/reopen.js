var AWS = require('aws-sdk');

var workflows = new AWS.StepFunctions({ apiVersion: '2016-11-23' });

exports.handler = (event, context, callback) => {
  var body = JSON.parse(event.body);
  var input = JSON.stringify({ policy: body.policy, amount: body.amount, reopened: event.pathParameters.claimId });
  workflows.startExecution({ stateMachineArn: process.env.WORKFLOW, input: input }, (err, data) => {
    if (err) return callback(null, { statusCode: 502, body: err.message });
    callback(null, { statusCode: 200, body: JSON.stringify({ claim: data.executionArn.split(':').pop() }) });
  });
};
