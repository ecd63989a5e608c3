// Package bluegreen runs the controller's own reconciliation of blue-green rollouts, for what our pages say of them.
package bluegreen

import (
	"context"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/utils/ptr"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
)

const (
	namespace = "shop"
	pods      = 3
	// delay is how long the old version stays when the new one is the stable one.
	delay = time.Second
	// analysisTakes much longer than that.
	analysisTakes = 4 * delay
)

var labels = map[string]string{"app": "api"}

// release is a blue-green rollout in the middle of its second version: users get it, and it is judged.
type release struct {
	*world
	old string
}

func TestTheOldVersionStaysUntilTheAnalysisHasSucceeded(t *testing.T) {
	r := judgedAfterPromotion(t)
	r.holdsFor(analysisTakes, "the old version has all its pods, and no time to go", r.oldIsWhole)
	r.judge(v1alpha1.AnalysisPhaseSuccessful)
	r.waitUntil("the old version has a time to go", r.oldIsLeaving)
	r.waitUntil("the old version has no pods", func() bool { return *r.oldSet().Spec.Replicas == 0 })
}

func TestAFailureSwitchesBackToAllPods(t *testing.T) {
	r := judgedAfterPromotion(t)
	r.holdsFor(analysisTakes, "the old version has all its pods", r.oldIsWhole)
	r.judge(v1alpha1.AnalysisPhaseFailed)
	r.waitUntil("users get the old version", func() bool { return r.active() == r.old })
	r.holdsFor(2*delay, "the old version has all its pods", r.oldIsWhole)
}

// A time to go that is over, from an earlier update, is taken away before anything goes.
func TestAPendingTimeToGoIsTakenAway(t *testing.T) {
	r := deployed(t)
	set := r.oldSet()
	set.Annotations[v1alpha1.DefaultReplicaSetScaleDownDeadlineAnnotationKey] = time.Now().Add(-time.Hour).UTC().Format(time.RFC3339)
	if _, err := r.kube.AppsV1().ReplicaSets(namespace).Update(context.Background(), set, metav1.UpdateOptions{}); err != nil {
		t.Fatal(err)
	}
	r.update()
	r.waitUntil("the time to go is taken away", r.oldIsWhole)
	r.holdsFor(analysisTakes, "the old version has all its pods", r.oldIsWhole)
}

func judgedAfterPromotion(t *testing.T) *release {
	r := deployed(t)
	r.update()
	return r
}

// deployed waits until the first version serves.
func deployed(t *testing.T) *release {
	return deployedAs(t, theRollout())
}

func deployedAs(t *testing.T, rollout *v1alpha1.Rollout) *release {
	template := &v1alpha1.AnalysisTemplate{ObjectMeta: named("health")}
	template.Spec.Metrics = []v1alpha1.Metric{{
		Name:     "health",
		Provider: v1alpha1.MetricProvider{Prometheus: &v1alpha1.PrometheusMetric{Address: "http://prometheus.example", Query: "up"}},
	}}
	r := &release{world: newWorld(t, []runtime.Object{rollout, template}, service("active"), service("preview"))}
	r.waitUntil("the first version is healthy", func() bool { return r.rollout().Status.Phase == v1alpha1.RolloutPhaseHealthy })
	r.old = r.active()
	return r
}

// update waits until users get the second version.
func (r *release) update() {
	r.change(func(changed *v1alpha1.Rollout) { changed.Spec.Template.Spec.Containers[0].Image = "api:2" })
	r.waitUntil("users get the new version", func() bool { return r.active() != r.old })
	r.judge(v1alpha1.AnalysisPhaseRunning)
}

func (r *release) change(change func(*v1alpha1.Rollout)) {
	changed := r.rollout()
	change(changed)
	if _, err := r.rollouts.ArgoprojV1alpha1().Rollouts(namespace).Update(context.Background(), changed, metav1.UpdateOptions{}); err != nil {
		r.Fatal(err)
	}
}

// judge is what the controller of analyses does.
func (r *release) judge(phase v1alpha1.AnalysisPhase) {
	r.Helper()
	runs := r.rollouts.ArgoprojV1alpha1().AnalysisRuns(namespace)
	r.waitUntil("there is an analysis", func() bool {
		list, err := runs.List(context.Background(), metav1.ListOptions{})
		if err != nil || len(list.Items) != 1 {
			return false
		}
		run := list.Items[0]
		run.Status.Phase = phase
		_, err = runs.Update(context.Background(), &run, metav1.UpdateOptions{})
		return err == nil
	})
}

func (r *release) oldIsWhole() bool {
	set := r.oldSet()
	return *set.Spec.Replicas == pods && !r.oldIsLeaving()
}

func (r *release) oldIsLeaving() bool {
	return r.oldSet().Annotations[v1alpha1.DefaultReplicaSetScaleDownDeadlineAnnotationKey] != ""
}

func (r *release) oldSet() *appsv1.ReplicaSet {
	for _, set := range r.replicaSets() {
		if set.Labels[v1alpha1.DefaultRolloutUniqueLabelKey] == r.old {
			return &set
		}
	}
	r.Fatalf("no ReplicaSet has the hash %q", r.old)
	return nil
}

// active is the hash of the version that users get.
func (r *release) active() string {
	active, err := r.kube.CoreV1().Services(namespace).Get(context.Background(), "active", metav1.GetOptions{})
	if err != nil {
		r.Fatal(err)
	}
	return active.Spec.Selector[v1alpha1.DefaultRolloutUniqueLabelKey]
}

func (r *release) rollout() *v1alpha1.Rollout {
	found, err := r.rollouts.ArgoprojV1alpha1().Rollouts(namespace).Get(context.Background(), "api", metav1.GetOptions{})
	if err != nil {
		r.Fatal(err)
	}
	return found
}

func theRollout() *v1alpha1.Rollout {
	return &v1alpha1.Rollout{
		ObjectMeta: named("api"),
		Spec: v1alpha1.RolloutSpec{
			Replicas: ptr.To(int32(pods)),
			Selector: &metav1.LabelSelector{MatchLabels: labels},
			Template: corev1.PodTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: labels},
				Spec:       corev1.PodSpec{Containers: []corev1.Container{{Name: "api", Image: "api:1"}}},
			},
			Strategy: v1alpha1.RolloutStrategy{BlueGreen: &v1alpha1.BlueGreenStrategy{
				ActiveService:         "active",
				PreviewService:        "preview",
				ScaleDownDelaySeconds: ptr.To(int32(delay.Seconds())),
				PostPromotionAnalysis: &v1alpha1.RolloutAnalysis{Templates: []v1alpha1.AnalysisTemplateRef{{TemplateName: "health"}}},
			}},
		},
	}
}

func service(name string) *corev1.Service {
	return &corev1.Service{ObjectMeta: named(name), Spec: corev1.ServiceSpec{Selector: labels, Ports: []corev1.ServicePort{{Port: 80}}}}
}

func named(name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Name: name, Namespace: namespace, UID: types.UID(name)}
}
