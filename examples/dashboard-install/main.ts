import { App, Chart } from 'cdk8s';
import { ArgoRolloutsInstall, DashboardAuthentication } from 'cdk8s-argo-rollouts';

const app = new App();

new ArgoRolloutsInstall(new Chart(app, 'argo-rollouts'), 'Install', {
  // another chart of this cluster has them
  installCrds: false,
  dashboard: {
    ingress: {
      host: 'rollouts.example.com',
      className: 'nginx',
      tlsSecretName: 'rollouts-tls',
      // the dashboard asks nobody for a name, so what stands before it has to
      authentication: DashboardAuthentication.ingressAnnotations({
        'nginx.ingress.kubernetes.io/auth-url': 'https://login.example.com/oauth2/auth',
        'nginx.ingress.kubernetes.io/auth-signin': 'https://login.example.com/oauth2/start?rd=$scheme://$host$request_uri',
      }),
    },
  },
});

app.synth();
