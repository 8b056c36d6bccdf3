exports.connect = async (event) => {
  const { paddle } = event.queryStringParameters || {};
  return { statusCode: paddle ? 200 : 401 };
};

exports.help = async ({ requestContext }) => ({
  statusCode: 200,
  body: JSON.stringify({ say: 'bid', route: requestContext.routeKey }),
});
