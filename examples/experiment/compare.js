import http from 'k6/http';

export const options = {
  vus: 20,
  duration: '5m',
  // the new version must be good by itself; the numbers of the old one stand beside it in the log of the Job
  thresholds: {
    'http_req_failed{version:canary}': ['rate<0.01'],
    'http_req_duration{version:canary}': ['p(95)<300'],
    'http_req_failed{version:baseline}': ['rate<0.01'],
    'http_req_duration{version:baseline}': ['p(95)<300'],
  },
};

export default function () {
  http.get(`${__ENV.BASELINE}/`, { tags: { version: 'baseline' } });
  http.get(`${__ENV.CANARY}/`, { tags: { version: 'canary' } });
}
