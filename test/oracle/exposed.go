package main

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"time"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"

	"github.com/argoproj/argo-rollouts/controller/metrics"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	listers "github.com/argoproj/argo-rollouts/pkg/client/listers/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/conditions"
	"github.com/argoproj/argo-rollouts/utils/log"
	"github.com/argoproj/argo-rollouts/utils/queue"
)

var seen = metav1.ObjectMeta{Namespace: "namespace", Name: "name"}

var analysisPhases = []v1alpha1.AnalysisPhase{
	v1alpha1.AnalysisPhasePending, v1alpha1.AnalysisPhaseRunning, v1alpha1.AnalysisPhaseSuccessful,
	v1alpha1.AnalysisPhaseFailed, v1alpha1.AnalysisPhaseError, v1alpha1.AnalysisPhaseInconclusive,
}

// exposedMetrics scrapes a controller to which everything has happened that its metrics tell about. It lists the
// names of its series, the labels of each, and what values a label has.
func exposedMetrics() (map[string]map[string][]string, error) {
	samples, err := scrape(busyServer())
	if err != nil {
		return nil, err
	}
	exposed := map[string]map[string][]string{}
	for _, sample := range samples {
		name := string(sample.Metric[model.MetricNameLabel])
		if exposed[name] == nil {
			exposed[name] = map[string][]string{}
		}
		for label, value := range sample.Metric {
			if label != model.MetricNameLabel && !slices.Contains(exposed[name][string(label)], string(value)) {
				exposed[name][string(label)] = append(exposed[name][string(label)], string(value))
			}
		}
	}
	return exposed, nil
}

func scrape(server *metrics.MetricsServer) (model.Vector, error) {
	recorder := httptest.NewRecorder()
	server.Handler.ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, metrics.MetricsPath, nil))
	decoder := &expfmt.SampleDecoder{Dec: expfmt.NewDecoder(recorder.Body, expfmt.ResponseFormat(recorder.Header())), Opts: &expfmt.DecodeOptions{}}
	samples := model.Vector{}
	for {
		var family model.Vector
		if err := decoder.Decode(&family); errors.Is(err, io.EOF) {
			return samples, nil
		} else if err != nil {
			return nil, err
		}
		samples = append(samples, family...)
	}
}

func busyServer() *metrics.MetricsServer {
	server := metrics.NewMetricsServer(metrics.ServerConfig{
		RolloutLister:                 listers.NewRolloutLister(stored(rolloutsInEveryPhase())),
		ExperimentLister:              listers.NewExperimentLister(stored(experimentsInEveryPhase())),
		AnalysisRunLister:             listers.NewAnalysisRunLister(stored(analysisRunsInEveryPhase())),
		AnalysisTemplateLister:        listers.NewAnalysisTemplateLister(stored(nil)),
		ClusterAnalysisTemplateLister: listers.NewClusterAnalysisTemplateLister(stored(nil)),
		K8SRequestProvider:            &metrics.K8sRequestsCountProvider{},
	})
	server.IncRolloutReconcile(&v1alpha1.Rollout{ObjectMeta: seen}, time.Second)
	server.IncExperimentReconcile(&v1alpha1.Experiment{ObjectMeta: seen}, time.Second)
	server.IncAnalysisRunReconcile(&v1alpha1.AnalysisRun{ObjectMeta: seen}, time.Second)
	for _, kind := range []string{log.RolloutKey, log.ExperimentKey, log.AnalysisRunKey} {
		server.IncError(seen.Namespace, seen.Name, kind)
	}
	for _, reason := range []string{conditions.RolloutCompletedReason, conditions.RolloutAbortedReason} {
		metrics.MetricRolloutEventsTotal.WithLabelValues(seen.Namespace, seen.Name, "Normal", reason).Inc()
	}
	metrics.MetricNotificationSuccessTotal.WithLabelValues(seen.Namespace, seen.Name, "Normal", "").Inc()
	metrics.MetricNotificationFailedTotal.WithLabelValues(seen.Namespace, seen.Name, "Normal", "").Inc()
	metrics.MetricNotificationSend.WithLabelValues(seen.Namespace, seen.Name).Observe(1)
	metrics.MetricK8sRequestTotal.WithLabelValues("rollouts", seen.Namespace, seen.Name, "Get", "200").Inc()
	workqueue.NewNamedRateLimitingQueue(queue.DefaultArgoRolloutsRateLimiter(), "Rollouts").Add(seen.Name)
	return server
}

func stored(objects []any) cache.Indexer {
	indexer := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{})
	for _, object := range objects {
		_ = indexer.Add(object)
	}
	return indexer
}

func rolloutsInEveryPhase() []any {
	rollouts := []any{}
	add := func(name string, kind v1alpha1.RolloutConditionType) {
		rollout := &v1alpha1.Rollout{ObjectMeta: metav1.ObjectMeta{Namespace: seen.Namespace, Name: name}}
		rollout.Status.Conditions = []v1alpha1.RolloutCondition{{Type: kind, Reason: name}}
		rollouts = append(rollouts, rollout)
	}
	for _, reason := range []string{
		conditions.NewRSAvailableReason, conditions.RolloutPausedReason, conditions.FailedRSCreateReason,
		conditions.TimedOutReason, conditions.RolloutAbortedReason, conditions.ReplicaSetUpdatedReason,
	} {
		add(reason, v1alpha1.RolloutProgressing)
	}
	add(conditions.InvalidSpecReason, v1alpha1.InvalidSpec)
	return rollouts
}

func experimentsInEveryPhase() []any {
	experiments := []any{}
	for _, phase := range analysisPhases {
		experiment := &v1alpha1.Experiment{ObjectMeta: metav1.ObjectMeta{Namespace: seen.Namespace, Name: string(phase)}}
		experiment.Status.Phase = phase
		experiments = append(experiments, experiment)
	}
	return experiments
}

func analysisRunsInEveryPhase() []any {
	runs := []any{}
	for _, phase := range analysisPhases {
		run := &v1alpha1.AnalysisRun{ObjectMeta: metav1.ObjectMeta{Namespace: seen.Namespace, Name: string(phase)}}
		run.Spec.Metrics = []v1alpha1.Metric{{Name: "metric"}}
		run.Status.Phase = phase
		runs = append(runs, run)
	}
	return runs
}
