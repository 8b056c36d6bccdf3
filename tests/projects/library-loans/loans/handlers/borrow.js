'use strict';

const { periodFor } = require('loan-periods');
const { inputOf, isRequest } = require('../lib/request');

/** Serves the desk (a REST request) and the workflow (plain input) alike. */
exports.handler = async function (event) {
  const { isbn } = inputOf(event);
  const loan = { isbn, days: periodFor(isbn, Number(process.env.LOAN_DAYS)) };
  if (!isRequest(event)) return loan;
  return {
    statusCode: event.httpMethod === 'POST' ? 201 : 405,
    headers: { 'X-Desk': event.stageVariables.desk },
    body: JSON.stringify(loan),
  };
};
