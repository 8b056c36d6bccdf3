'use strict';

exports.isRequest = (event) => event.httpMethod !== undefined;

exports.inputOf = (event) => (exports.isRequest(event) ? event.pathParameters : event);
