import { RuleCases } from '../rule-cases';

const ingress = (spec: string, apiVersion = 'networking.k8s.io/v1') => `{apiVersion: ${apiVersion}, kind: Ingress, metadata: {name: front}, spec: {${spec}}}`;
const route = (host: string) => `{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: front}, spec: {hostnames: ["${host}"]}}`;
const refused = (host: string) => `a host is a DNS name such as shop.example.com or *.example.com, without a scheme, a port or a path, got "${host}"`;

export const HOSTS_CASES: Record<string, RuleCases> = {
  'host-valid': {
    accepts: [
      ingress('rules: [{host: shop.example.com}, {host: "*.example.com"}, {host: ""}, {}], tls: [{hosts: [shop.example.com]}, {}]'),
      ingress('rules: [{host: "{{ .Values.host }}"}]'), route('shop.example.com'), ingress('rules: [{host: "https://a.b/"}]', 'config.example.com/v1'),
    ],
    rejects: {
      ...Object.fromEntries(['https://a.b/', 'a.b:8080', 'Shop.example.com', '10.0.0.1', 'a.*.b', '*', 'a_b.c', 'a.b.'].map((host) => [
        `/spec/rules/0/host: ${refused(host)}`, ingress(`rules: [{host: "${host}"}]`),
      ])),
      [`/spec/tls/0/hosts/1: ${refused('https://a.b')}`]: ingress('tls: [{hosts: [a.b, "https://a.b"]}]'),
      [`/spec/hostnames/0: ${refused('http://a.b')}`]: route('http://a.b'),
    },
  },
};
