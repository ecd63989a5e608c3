// Command oracle asks the code that will judge a manifest in a cluster (the API machinery, the API server's
// custom resource validation and the Argo Rollouts controller) and prints its verdict as JSON.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/sirupsen/logrus"
	"k8s.io/klog/v2"
)

const usage = `usage:
  oracle [-release VERSION] judge FILE...
  oracle [-release VERSION] install OURS NAME EXPECTED
  oracle [-release VERSION] linked
  oracle [-release VERSION] fields
  oracle [-release VERSION] flags
  oracle conditions QUESTIONS
  oracle counts ROLLOUTS
  oracle series
  oracle [-release VERSION] metrictexts
  oracle [-release VERSION] serve
VERSION is the Argo Rollouts release whose CRDs and manifests are used (default: the linked one).
`

func main() {
	version := flag.String("release", "", "")
	flag.Usage = func() { fmt.Fprint(os.Stderr, usage) }
	flag.Parse()
	silence()
	if err := run(*version, flag.Args(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(1)
	}
}

func run(version string, args []string, out io.Writer) error {
	if len(args) == 1 && args[0] == "serve" {
		release, err := openRelease(version)
		if err != nil {
			return err
		}
		return serve(release, os.Stdin, out)
	}
	answer, err := ask(version, args)
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(answer)
}

func ask(version string, args []string) (any, error) {
	release, err := openRelease(version)
	if err != nil {
		return nil, err
	}
	switch {
	case len(args) > 1 && args[0] == "judge":
		return judgeFiles(release, args[1:])
	case len(args) == 4 && args[0] == "install":
		return compareInstall(release, args[1], args[2], args[3])
	case len(args) == 1 && args[0] == "fields":
		return specFields(release)
	case len(args) == 1 && args[0] == "flags":
		return controllerFlags(release)
	case len(args) == 2 && args[0] == "conditions":
		return answerQuestions(args[1])
	case len(args) == 2 && args[0] == "counts":
		return countsOf(args[1])
	case len(args) == 1 && args[0] == "series":
		return seriesOf()
	case len(args) == 1 && args[0] == "metrictexts":
		return metricTexts(release)
	case len(args) == 1 && args[0] == "linked":
		linked, err := linkedRelease()
		if err != nil {
			return nil, err
		}
		return linkedDifferences(linked, release)
	}
	return nil, fmt.Errorf("unknown arguments %q\n%s", args, usage)
}

// silence keeps the controller's own logging out of the verdict.
func silence() {
	logrus.SetOutput(io.Discard)
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
}
