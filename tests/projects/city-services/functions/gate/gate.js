const policy = (Effect, Resource) => ({
  Version: '2012-10-17',
  Statement: [{ Effect, Action: 'execute-api:Invoke', Resource }],
});

module.exports.handler = async ({ authorizationToken, methodArn }) => {
  const number = Number(authorizationToken.split('-')[1]);
  if (number === 0) throw new Error('Unauthorized');
  return {
    principalId: authorizationToken,
    policyDocument: policy(number > 1000 ? 'Deny' : 'Allow', methodArn),
    context: { citizen: number },
  };
};
