module cdk8s-argo-rollouts/cluster/routers

go 1.26.1

require (
	github.com/argoproj/argo-rollouts v1.10.1
	github.com/emissary-ingress/emissary/v3 v3.9.1
	github.com/traefik/traefik/v3 v3.7.13
)
