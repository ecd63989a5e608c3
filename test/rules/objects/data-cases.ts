import { RuleCases } from '../rule-cases';

const object = (kind: string, fields: string) => `{apiVersion: v1, kind: ${kind}, metadata: {name: settings}, ${fields}}`;
const secret = (value: string) => object('Secret', `data: {password: ${JSON.stringify(value)}}`);
const PLAIN = '/data/password: data of a Secret is in base64, got plain text: write it in stringData, or encode it';

export const DATA_CASES: Record<string, RuleCases> = {
  'data-is-texts': {
    accepts: [
      object('ConfigMap', 'data: {port: "8080"}'), object('ConfigMap', 'data: {}'), object('ConfigMap', 'immutable: true'), object('Secret', 'stringData: {a: b}'),
      object('ConfigMap', 'data: [a]').replace('apiVersion: v1', 'apiVersion: example.com/v1'),
    ],
    rejects: {
      '/data: data of a ConfigMap is a map of texts, got a list': object('ConfigMap', 'data: [{port: "8080"}]'),
      '/data: data of a ConfigMap is a map of texts, got "a=b"': object('ConfigMap', 'data: a=b'),
      '/data/port: what data holds is text, got 8080: put it in quotes': object('ConfigMap', 'data: {port: 8080}'),
      '/data/settings: what data holds is text, got an object: put it in quotes': object('ConfigMap', 'data: {settings: {port: 8080}}'),
      '/stringData/debug: what stringData holds is text, got true: put it in quotes': object('Secret', 'stringData: {debug: true}'),
    },
  },
  'secret-is-encoded': {
    accepts: [
      secret('aHVudGVyMg=='), secret(''), secret('aHVu\ndGVyMg==\n'), secret('{{ .Values.password }}'), secret('ENC[AES256_GCM,data:abc]'), secret('<path:secret/data/shop#password>'),
      secret('${PASSWORD}'), object('Secret', 'stringData: {password: hunter2}'), secret('password'),
    ],
    rejects: {
      [PLAIN]: secret('hunter2'),
      [PLAIN.replace('password', 'key')]: secret('correct horse battery').replace('password', 'key'),
      '/binaryData/logo: binaryData of a ConfigMap is in base64, got plain text: write it in data, or encode it': object('ConfigMap', 'binaryData: {logo: "not encoded"}'),
    },
  },
  'secret-is-no-word': {
    accepts: [secret('aHVudGVyMg=='), secret('hunter2'), secret('3q2+7wAB'), secret('c2hvcGFwaQ==')],
    rejects: { [PLAIN]: secret('password'), [PLAIN.replace('password', 'key')]: secret('admin123').replace('password', 'key') },
  },
};
