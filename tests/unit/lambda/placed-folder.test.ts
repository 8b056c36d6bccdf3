import { placesOf } from '../../../toolbox/lambda/placed-folder.ts';

const FOLDERS = [
  { path: '/opt', directory: '/project/common' },
  { path: '/opt/nodejs', directory: '/project/own' },
];

describe('placesOf', () => {
  test.each([
    {
      path: '/opt/nodejs/pets.js',
      places: ['/project/own/pets.js', '/project/common/nodejs/pets.js'],
    },
    { path: '/opt/pets.json', places: ['/project/common/pets.json'] },
    { path: '/opt', places: ['/project/common'] },
    { path: '/optional/pets.json', places: [] },
    { path: 'opt/pets.json', places: [] },
  ])('are $places for $path', ({ path, places }) => {
    expect(placesOf(path, FOLDERS)).toEqual(places);
  });
});
