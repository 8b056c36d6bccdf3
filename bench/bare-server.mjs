// The reference: node:http alone, parsing a JSON body and answering the JSON that StartExecution answers.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString());
    const body = JSON.stringify({
      executionArn:
        'arn:aws:states:us-east-1:123456789012:execution:Pass:3f0c9c3e-7f5b-4a55-9a52-3c3f4d6f3f0b',
      startDate: Date.now() / 1000,
    });
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`Bare server ready: http://127.0.0.1:${server.address().port}`);
});
