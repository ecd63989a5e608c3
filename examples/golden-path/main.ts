import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
// in the repository of a service: from '@acme/golden-path'
import { Policies, ReleaseStrategy, Router, WebService } from './src';

const app = new App();

// for rollouts that somebody adds beside these, with constructs or as YAML
Policies.enforce(app);

const shop = new Chart(app, 'shop', { namespace: 'shop' });

new WebService(shop, 'Catalogue', {
  name: 'catalogue',
  image: 'registry.acme.example/shop/catalogue:7.3.1',
  team: 'shop',
  host: 'shop.acme.example',
  maxReplicas: 12,
});

const billing = new Chart(app, 'billing', { namespace: 'billing' });

new WebService(billing, 'Invoices', {
  name: 'invoices',
  image: 'registry.acme.example/billing/invoices:2.0.4',
  team: 'billing',
  host: 'invoices.acme.example',
  port: 3000,
  cpu: kplus.Cpu.millis(250),
  memory: Size.mebibytes(512),
  // an auditor tries a new version before any customer gets it, and then all of them do
  strategy: ReleaseStrategy.BLUE_GREEN,
  autoPromotion: false,
  router: Router.NGINX,
  latency: Duration.seconds(2),
  slackChannel: 'invoices-audit',
});

app.synth();
