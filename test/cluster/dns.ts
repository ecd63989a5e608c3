import { createSocket } from 'node:dgram';
import { Watched } from './watched';

const ANSWER = 0x8580;
const [NO_ERROR, NO_SUCH_NAME] = [0, 3];
const A = 1;

/** Answers for the names of Services, as the DNS of a cluster does. There is no other name. */
export function serveNames(services: Watched): Promise<void> {
  const socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => socket.send(answer(question, services), port, address));
  return new Promise((resolve) => socket.bind(53, '127.0.0.1', resolve));
}

/** What goes into /etc/resolv.conf of a pod. */
export const RESOLV_CONF = 'nameserver 127.0.0.1\nsearch svc.cluster.local cluster.local\noptions ndots:5\n';

function answer(question: Buffer, services: Watched): Buffer {
  const { labels, end } = nameIn(question);
  const [service, namespace, ...rest] = labels;
  const found = rest.join('.') === 'svc.cluster.local' ? services.find(namespace, service) : undefined;
  const address = found?.spec.clusterIP?.split('.').map(Number);
  const answers = address !== undefined && question.readUInt16BE(end) === A ? 1 : 0;

  const header = Buffer.alloc(12);
  question.copy(header, 0, 0, 2);
  header.writeUInt16BE(ANSWER + (found ? NO_ERROR : NO_SUCH_NAME), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answers, 6);
  // the name of the question, A, IN, five seconds, four bytes
  const record = [0xc0, 12, 0, A, 0, 1, 0, 0, 0, 5, 0, 4, ...address ?? []];
  return Buffer.concat([header, question.subarray(12, end + 4), ...answers ? [Buffer.from(record)] : []]);
}

function nameIn(question: Buffer): { labels: string[]; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = question[at]; length > 0; length = question[at]) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { labels, end: at + 1 };
}
