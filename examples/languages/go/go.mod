module example/api

go 1.25

require (
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts-go/cdk8sargorollouts v0.1.0
	github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2 v2.68.106
	github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2 v2.5.6
)
