package main

import (
	"github.com/aws/jsii-runtime-go"
	rollouts "github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts-go/cdk8sargorollouts"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	kplus "github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("api"), &cdk8s.ChartProps{
		Namespace: jsii.String("shop"),
		Labels: &map[string]*string{
			"app.kubernetes.io/name":    jsii.String("api"),
			"app.kubernetes.io/part-of": jsii.String("shop"),
		},
	})

	// A rule of ours, beside all those of the library.
	rollouts.Lint_Configure(chart, &rollouts.LintSettings{
		OwnRules: &[]rollouts.IRule{&ownRegistry{registry: "registry.example"}},
	})

	// What decides: requests as ingress-nginx counts them.
	source := rollouts.PrometheusSource_IngressNginx(nil)
	health := rollouts.NewPrometheusAnalysis(chart, jsii.String("Health"), &rollouts.PrometheusAnalysisProps{
		Metadata: &cdk8s.ApiObjectMetadata{Name: jsii.String("api-health")},
		Address:  jsii.String("http://prometheus.monitoring:9090"),
		Metrics: &[]rollouts.AnalysisMetric{
			rollouts.PrometheusMetric_SuccessRate(&rollouts.RequestMetricOptions{
				Source:  source,
				Healthy: rollouts.Threshold_AtLeast(jsii.Number(0.95), nil),
			}),
			rollouts.PrometheusMetric_Latency(&rollouts.LatencyMetricOptions{
				Source:   source,
				Quantile: jsii.Number(0.99),
				AtMost:   cdk8s.Duration_Millis(jsii.Number(500)),
			}),
		},
	})

	steps := []rollouts.CanaryStep{
		rollouts.CanaryStep_Weight(jsii.Number(10)),
		rollouts.CanaryStep_Pause(cdk8s.Duration_Minutes(jsii.Number(5))),
		rollouts.CanaryStep_Analysis(&rollouts.RolloutAnalysis{Templates: &[]rollouts.IAnalysisTemplate{health}}),
	}
	steps = append(steps, *rollouts.CanaryRamp_Linear(jsii.Number(25), &rollouts.CanaryRampOptions{
		Pause: cdk8s.Duration_Minutes(jsii.Number(2)),
	})...)

	api := rollouts.NewCanaryRollout(chart, jsii.String("Api"), &rollouts.CanaryRolloutProps{
		Metadata:   &cdk8s.ApiObjectMetadata{Name: jsii.String("api")},
		Replicas:   jsii.Number(5),
		Containers: &[]*kplus.ContainerProps{container()},
		PodMetadata: &cdk8s.ApiObjectMetadata{
			Labels: &map[string]*string{"app.kubernetes.io/part-of": jsii.String("shop")},
		},
		ServicePorts: &[]*kplus.ServicePort{
			{Name: jsii.String("http"), Port: jsii.Number(80), TargetPort: jsii.Number(8000)},
		},
		Spread: jsii.Bool(true),
		Steps:  &steps,
	})

	rollouts.NewNginxTrafficRouting(chart, jsii.String("Traffic"), &rollouts.NginxTrafficRoutingProps{
		Rollout: api,
		Host:    jsii.String("api.example"),
	})
	rollouts.NewRolloutAlerts(chart, jsii.String("Alerts"), &rollouts.RolloutAlertsProps{
		Rollouts: &[]rollouts.Rollout{api},
	})

	app.Synth()
}

func container() *kplus.ContainerProps {
	return &kplus.ContainerProps{
		Image: jsii.String("registry.example/api:2.0.0"),
		Ports: &[]*kplus.ContainerPort{{Name: jsii.String("http"), Number: jsii.Number(8000)}},
		// requests still come for a moment after a pod is told to end
		Lifecycle: &kplus.ContainerLifecycle{PreStop: kplus.Handler_FromCommand(jsii.Strings("sleep", "10"))},
		Resources: &kplus.ContainerResources{
			Cpu: &kplus.CpuResources{Request: kplus.Cpu_Millis(jsii.Number(100))},
			Memory: &kplus.MemoryResources{
				Request: cdk8s.Size_Mebibytes(jsii.Number(128)),
				Limit:   cdk8s.Size_Mebibytes(jsii.Number(256)),
			},
		},
		SecurityContext: &kplus.ContainerSecurityContextProps{
			Capabilities:   &kplus.ContainerSecutiryContextCapabilities{Drop: &[]kplus.Capability{kplus.Capability_ALL}},
			SeccompProfile: &kplus.SeccompProfile{Type: kplus.SeccompProfileType_RUNTIME_DEFAULT},
		},
	}
}
