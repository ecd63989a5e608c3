package bluegreen

import (
	"context"
	"strconv"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic/dynamicinformer"
	dynamicfake "k8s.io/client-go/dynamic/fake"
	kubeinformers "k8s.io/client-go/informers"
	kubefake "k8s.io/client-go/kubernetes/fake"
	clienttesting "k8s.io/client-go/testing"
	"k8s.io/client-go/util/workqueue"

	"github.com/argoproj/argo-rollouts/controller/metrics"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	rolloutsfake "github.com/argoproj/argo-rollouts/pkg/client/clientset/versioned/fake"
	"github.com/argoproj/argo-rollouts/pkg/client/informers/externalversions"
	"github.com/argoproj/argo-rollouts/rollout"
	ingressutil "github.com/argoproj/argo-rollouts/utils/ingress"
	istioutil "github.com/argoproj/argo-rollouts/utils/istio"
	"github.com/argoproj/argo-rollouts/utils/record"
)

const (
	patience = 20 * time.Second
	moment   = 20 * time.Millisecond
)

// world is a cluster of which there is only what the controller sees of it. Pods are ready at once, and nothing measures.
type world struct {
	*testing.T
	kube     *kubefake.Clientset
	rollouts *rolloutsfake.Clientset
}

// newWorld starts the real controller of rollouts.
func newWorld(t *testing.T, objects []runtime.Object, others ...runtime.Object) *world {
	w := &world{T: t, kube: kubefake.NewSimpleClientset(others...), rollouts: rolloutsfake.NewSimpleClientset(objects...)}
	w.kube.PrependReactor("create", "replicasets", identify)
	ctx, stop := context.WithCancel(context.Background())
	argo, kube := externalversions.NewSharedInformerFactory(w.rollouts, 0), kubeinformers.NewSharedInformerFactory(w.kube, 0)
	controller := w.newController(argo, kube)
	argo.Start(ctx.Done())
	kube.Start(ctx.Done())
	argo.WaitForCacheSync(ctx.Done())
	kube.WaitForCacheSync(ctx.Done())
	go w.startPods(ctx)
	// its workers wait for something to do, and so it does not end as long as this process does not
	go func() { _ = controller.Run(ctx, 1) }()
	t.Cleanup(stop)
	return w
}

func (w *world) newController(argo externalversions.SharedInformerFactory, kube kubeinformers.SharedInformerFactory) *rollout.Controller {
	ingresses, err := ingressutil.NewIngressWrapper(ingressutil.IngressModeNetworking, w.kube, kube)
	if err != nil {
		w.Fatal(err)
	}
	virtualServices, destinationRules := istioutil.GetIstioVirtualServiceGVR(), istioutil.GetIstioDestinationRuleGVR()
	lists := map[schema.GroupVersionResource]string{virtualServices: "VirtualServiceList", destinationRules: "DestinationRuleList"}
	dynamic := dynamicfake.NewSimpleDynamicClientWithCustomListKinds(runtime.NewScheme(), lists)
	istio := dynamicinformer.NewDynamicSharedInformerFactory(dynamic, 0)
	queue := func() workqueue.RateLimitingInterface {
		return workqueue.NewRateLimitingQueue(workqueue.NewItemExponentialFailureRateLimiter(time.Millisecond, time.Second))
	}
	ours := argo.Argoproj().V1alpha1()
	return rollout.NewController(rollout.ControllerConfig{
		Namespace:                       metav1.NamespaceAll,
		KubeClientSet:                   w.kube,
		ArgoProjClientset:               w.rollouts,
		DynamicClientSet:                dynamic,
		RefResolver:                     noReferences{},
		ExperimentInformer:              ours.Experiments(),
		AnalysisRunInformer:             ours.AnalysisRuns(),
		AnalysisTemplateInformer:        ours.AnalysisTemplates(),
		ClusterAnalysisTemplateInformer: ours.ClusterAnalysisTemplates(),
		ReplicaSetInformer:              kube.Apps().V1().ReplicaSets(),
		ServicesInformer:                kube.Core().V1().Services(),
		IngressWrapper:                  ingresses,
		RolloutsInformer:                ours.Rollouts(),
		IstioPrimaryDynamicClient:       dynamic,
		IstioVirtualServiceInformer:     istio.ForResource(virtualServices).Informer(),
		IstioDestinationRuleInformer:    istio.ForResource(destinationRules).Informer(),
		ResyncPeriod:                    time.Minute,
		RolloutWorkQueue:                queue(),
		ServiceWorkQueue:                queue(),
		IngressWorkQueue:                queue(),
		MetricsServer:                   metrics.NewMetricsServer(metrics.ServerConfig{K8SRequestProvider: &metrics.K8sRequestsCountProvider{}}),
		Recorder:                        record.NewFakeEventRecorder(),
	})
}

// identify gives a new object what an API server gives it: the controller tells versions apart by it.
func identify(action clienttesting.Action) (bool, runtime.Object, error) {
	set := action.(clienttesting.CreateAction).GetObject().(*appsv1.ReplicaSet)
	set.UID = types.UID(set.Name)
	return false, nil, nil
}

type noReferences struct{}

func (noReferences) Resolve(*v1alpha1.Rollout) error { return nil }

// startPods has every ReplicaSet the pods that it asks for.
func (w *world) startPods(ctx context.Context) {
	for version := 1; ctx.Err() == nil; time.Sleep(moment) {
		for _, set := range w.replicaSets() {
			if asked := *set.Spec.Replicas; set.Status.AvailableReplicas != asked {
				set.Status = appsv1.ReplicaSetStatus{Replicas: asked, ReadyReplicas: asked, AvailableReplicas: asked}
				// the controller looks at nothing whose version is the same
				set.ResourceVersion = strconv.Itoa(version)
				version++
				_, _ = w.kube.AppsV1().ReplicaSets(set.Namespace).Update(ctx, &set, metav1.UpdateOptions{})
			}
		}
	}
}

func (w *world) replicaSets() []appsv1.ReplicaSet {
	list, err := w.kube.AppsV1().ReplicaSets(metav1.NamespaceAll).List(context.Background(), metav1.ListOptions{})
	if err != nil {
		w.Error(err)
		return nil
	}
	return list.Items
}

func (w *world) waitUntil(what string, isSo func() bool) {
	w.Helper()
	for end := time.Now().Add(patience); !isSo(); time.Sleep(moment) {
		if time.Now().After(end) {
			w.Fatalf("never: %s", what)
		}
	}
}

// holdsFor looks for a time whether something stays as it is.
func (w *world) holdsFor(time_ time.Duration, what string, isSo func() bool) {
	w.Helper()
	for end := time.Now().Add(time_); time.Now().Before(end); time.Sleep(moment) {
		if !isSo() {
			w.Fatalf("no longer: %s", what)
		}
	}
}
