import type { APIGatewayProxyHandler, APIGatewayProxyResult } from 'aws-lambda';
import { PETS } from './pets.ts';
import { validateNewPet } from './validate-new-pet.ts';

/** `POST /pets` and `GET /pets/{petId}` of the pets API. */
export const handler: APIGatewayProxyHandler = async (event) => {
  const { httpMethod, resource, pathParameters, body } = event;
  console.log(JSON.stringify({ function: 'pets', route: `${httpMethod} ${resource}` }));
  return httpMethod === 'POST' ? addPet(body) : getPet(pathParameters?.['petId']);
};

/**
 * 200 with errors too: the workflow looks into the answer, and any other status would end its task.
 */
function addPet(body: string | null): APIGatewayProxyResult {
  const result = validateNewPet(body);
  return response(200, 'pet' in result ? result.pet : result);
}

function getPet(petId: string | undefined): APIGatewayProxyResult {
  const pet = PETS.find(({ id }) => String(id) === petId);
  if (pet !== undefined) return response(200, pet);
  return response(404, { code: 'PetNotFound', message: 'The shop has no pet of this number.' });
}

function response(statusCode: number, body: object): APIGatewayProxyResult {
  return {
    statusCode,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}
