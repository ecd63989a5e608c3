package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/argoproj/argo-rollouts/controller/metrics"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	listers "github.com/argoproj/argo-rollouts/pkg/client/listers/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/conditions"
	"github.com/argoproj/argo-rollouts/utils/queue"
	"github.com/argoproj/pkg/kubeclientmetrics"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
)

// seriesOf lists the labels of each metric with the values that they have, where the controller's own metrics server is
// asked about objects in every state.
func seriesOf() (map[string]map[string][]string, error) {
	requests := &metrics.K8sRequestsCountProvider{}
	server := metrics.NewMetricsServer(metrics.ServerConfig{
		RolloutLister:                 listers.NewRolloutLister(indexOf(rolloutsInEveryState())),
		AnalysisRunLister:             listers.NewAnalysisRunLister(indexOf(runsInEveryState())),
		AnalysisTemplateLister:        listers.NewAnalysisTemplateLister(indexOf([]*v1alpha1.AnalysisTemplate{{Spec: v1alpha1.AnalysisTemplateSpec{Metrics: metricsOfEveryKind()}}})),
		ClusterAnalysisTemplateLister: listers.NewClusterAnalysisTemplateLister(indexOf([]*v1alpha1.ClusterAnalysisTemplate{})),
		ExperimentLister:              listers.NewExperimentLister(indexOf(experimentsInEveryState())),
		K8SRequestProvider:            requests,
	})
	if err := count(server, requests); err != nil {
		return nil, err
	}
	response := httptest.NewRecorder()
	server.Handler.ServeHTTP(response, httptest.NewRequest("GET", metrics.MetricsPath, nil))
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(response.Body)
	if err != nil {
		return nil, err
	}
	series := map[string]map[string][]string{}
	for _, family := range families {
		if family.GetType() == dto.MetricType_HISTOGRAM {
			for _, suffix := range []string{"_bucket", "_sum", "_count"} {
				series[family.GetName()+suffix] = valuesOf(family)
			}
			series[family.GetName()+"_bucket"]["le"] = nil
			continue
		}
		series[family.GetName()] = valuesOf(family)
	}
	return series, nil
}

func valuesOf(family *dto.MetricFamily) map[string][]string {
	values := map[string]map[string]bool{}
	for _, metric := range family.Metric {
		for _, label := range metric.Label {
			if values[label.GetName()] == nil {
				values[label.GetName()] = map[string]bool{}
			}
			values[label.GetName()][label.GetValue()] = true
		}
	}
	lists := map[string][]string{}
	for label, of := range values {
		lists[label] = slices.Sorted(maps.Keys(of))
	}
	return lists
}

// count makes the counters and histograms appear, which have no series before something happened, and those of queues.
func count(server *metrics.MetricsServer, requests *metrics.K8sRequestsCountProvider) error {
	workqueue.NewNamedRateLimitingQueue(queue.DefaultArgoRolloutsRateLimiter(), "Rollouts").Add("")
	server.IncRolloutReconcile(&v1alpha1.Rollout{}, 1)
	server.IncAnalysisRunReconcile(&v1alpha1.AnalysisRun{}, 1)
	server.IncExperimentReconcile(&v1alpha1.Experiment{}, 1)
	for _, kind := range []string{"rollout", "analysisrun", "experiment"} {
		server.IncError("", "", kind)
	}
	metrics.MetricNotificationSend.WithLabelValues("", "").Observe(1)
	for _, eventType := range []string{"Normal", "Warning"} {
		metrics.MetricRolloutEventsTotal.WithLabelValues("", "", eventType, "")
		metrics.MetricNotificationSuccessTotal.WithLabelValues("", "", eventType, "")
		metrics.MetricNotificationFailedTotal.WithLabelValues("", "", eventType, "")
	}
	for _, verb := range []kubeclientmetrics.K8sRequestVerb{
		kubeclientmetrics.List, kubeclientmetrics.Watch, kubeclientmetrics.Get, kubeclientmetrics.Create,
		kubeclientmetrics.Update, kubeclientmetrics.Patch, kubeclientmetrics.Delete, kubeclientmetrics.Unknown,
	} {
		if err := requests.IncKubernetesRequest(kubeclientmetrics.ResourceInfo{Verb: verb, StatusCode: 200}); err != nil {
			return err
		}
	}
	return nil
}

// metricTexts are the names, labels and values in the code that makes the metrics.
func metricTexts(release fs.FS) ([]string, error) {
	texts := map[string]bool{}
	for _, file := range []string{"analysis", "client", "experiments", "prommetrics", "rollouts"} {
		code, err := fs.ReadFile(release, "controller/metrics/"+file+".go")
		if err != nil {
			return nil, err
		}
		_, code, _ = bytes.Cut(code, []byte("\n)\n")) // the imports
		for _, text := range quoted.FindAll(code, -1) {
			texts[string(text)] = true
		}
	}
	return slices.Sorted(maps.Keys(texts)), nil
}

var quoted = regexp.MustCompile(`"[^"]*"`)

// indexOf names the objects by their place, so that their series differ.
func indexOf[T metav1.Object](objects []T) cache.Indexer {
	indexer := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	for i, o := range objects {
		o.SetName(strconv.Itoa(i))
		if err := indexer.Add(o); err != nil {
			panic(fmt.Sprintf("%T has no key: %v", o, err))
		}
	}
	return indexer
}

func rolloutsInEveryState() []*v1alpha1.Rollout {
	routings := []v1alpha1.RolloutTrafficRouting{
		{}, {ALB: &v1alpha1.ALBTrafficRouting{}}, {Ambassador: &v1alpha1.AmbassadorTrafficRouting{}}, {Istio: &v1alpha1.IstioTrafficRouting{}},
		{Nginx: &v1alpha1.NginxTrafficRouting{}}, {SMI: &v1alpha1.SMITrafficRouting{}}, {AppMesh: &v1alpha1.AppMeshTrafficRouting{}},
		{Traefik: &v1alpha1.TraefikTrafficRouting{}}, {Apisix: &v1alpha1.ApisixTrafficRouting{}},
	}
	strategies := []v1alpha1.RolloutStrategy{{}, {BlueGreen: &v1alpha1.BlueGreenStrategy{}}}
	for i := range routings {
		strategies = append(strategies, v1alpha1.RolloutStrategy{Canary: &v1alpha1.CanaryStrategy{TrafficRouting: &routings[i]}})
	}
	states := [][]v1alpha1.RolloutCondition{nil, {{Type: v1alpha1.InvalidSpec}}}
	for _, reason := range []string{
		conditions.NewRSAvailableReason, conditions.RolloutPausedReason, conditions.FailedRSCreateReason, conditions.TimedOutReason,
		conditions.RolloutAbortedReason, conditions.NewReplicaSetReason, conditions.ReplicaSetUpdatedReason, conditions.RolloutRetryReason,
		conditions.RolloutResumedReason, conditions.FoundNewRSReason, conditions.RolloutCompletedReason, conditions.RolloutHealthyReason,
	} {
		states = append(states, []v1alpha1.RolloutCondition{{Type: v1alpha1.RolloutProgressing, Reason: reason}})
	}
	var rollouts []*v1alpha1.Rollout
	for _, strategy := range strategies {
		for _, state := range states {
			rollouts = append(rollouts, &v1alpha1.Rollout{
				Spec:   v1alpha1.RolloutSpec{Strategy: strategy},
				Status: v1alpha1.RolloutStatus{Conditions: state},
			})
		}
	}
	return rollouts
}

var everyPhase = []v1alpha1.AnalysisPhase{
	"", v1alpha1.AnalysisPhasePending, v1alpha1.AnalysisPhaseRunning, v1alpha1.AnalysisPhaseSuccessful,
	v1alpha1.AnalysisPhaseFailed, v1alpha1.AnalysisPhaseError, v1alpha1.AnalysisPhaseInconclusive,
}

func runsInEveryState() []*v1alpha1.AnalysisRun {
	var runs []*v1alpha1.AnalysisRun
	for _, phase := range everyPhase {
		ms := metricsOfEveryKind()
		runs = append(runs, &v1alpha1.AnalysisRun{
			Spec:   v1alpha1.AnalysisRunSpec{Metrics: ms, DryRun: []v1alpha1.DryRun{{MetricName: "^" + ms[0].Name + "$"}}},
			Status: v1alpha1.AnalysisRunStatus{Phase: phase, MetricResults: []v1alpha1.MetricResult{{Name: ms[0].Name, Phase: phase}}},
		})
	}
	return runs
}

func experimentsInEveryState() []*v1alpha1.Experiment {
	var experiments []*v1alpha1.Experiment
	for _, phase := range everyPhase {
		experiments = append(experiments, &v1alpha1.Experiment{Status: v1alpha1.ExperimentStatus{Phase: phase}})
	}
	return experiments
}

func metricsOfEveryKind() []v1alpha1.Metric {
	providers := []v1alpha1.MetricProvider{
		{}, {Prometheus: &v1alpha1.PrometheusMetric{}}, {Job: &v1alpha1.JobMetric{}}, {Kayenta: &v1alpha1.KayentaMetric{}},
		{Web: &v1alpha1.WebMetric{}}, {Datadog: &v1alpha1.DatadogMetric{}}, {Wavefront: &v1alpha1.WavefrontMetric{}},
		{NewRelic: &v1alpha1.NewRelicMetric{}}, {CloudWatch: &v1alpha1.CloudWatchMetric{}}, {Graphite: &v1alpha1.GraphiteMetric{}},
		{Influxdb: &v1alpha1.InfluxdbMetric{}}, {SkyWalking: &v1alpha1.SkyWalkingMetric{}}, {Plugin: map[string]json.RawMessage{"a/b": nil}},
	}
	var ms []v1alpha1.Metric
	for i, provider := range providers {
		ms = append(ms, v1alpha1.Metric{Name: strings.Repeat("m", i+1), Provider: provider})
	}
	return ms
}
