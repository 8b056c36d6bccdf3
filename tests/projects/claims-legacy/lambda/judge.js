// callbacks, as everybody wrote them then
function FraudError(message) {
  this.name = 'FraudError';
  this.message = message;
}
FraudError.prototype = new Error();

exports.handler = function (claim, context, callback) {
  context.callbackWaitsForEmptyEventLoop = false;
  setImmediate(function () {
    if (claim.policy === 'P-0') return callback(new FraudError('nobody has policy P-0'));
    callback(null, claim.amount > Number(process.env.LIMIT) ? 'inspect' : 'pay');
  });
};
