export const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Options of `fetch`. */
export const post = (body, headers = JSON_TYPE) => ({ method: 'POST', headers, body });
