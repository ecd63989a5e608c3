import { get } from 'node:http';

/** Whether something at this port of ours answers that all is well. */
export function isServing(port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}

/** The answer of a server of ours, as JSON. */
export function ask<T = any>(port: number, path: string): Promise<T> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => text += chunk).on('end', () => {
        try {
          resolve(JSON.parse(text));
        } catch {
          reject(new Error(`${path} answers ${response.statusCode} ${text}`));
        }
      });
    }).on('error', reject);
  });
}
