// Reads Terraform files and prints, as JSON, what their resource blocks hold: for each file a list of
// {type, attributes, blocks}. Fails when a file is not written as the language wants it.
package main

import (
	"encoding/json"
	"log"
	"os"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

type body struct {
	Attributes map[string]ctyjson.SimpleJSONValue `json:"attributes"`
	Blocks     map[string][]body                  `json:"blocks"`
}

type resource struct {
	Type string `json:"type"`
	body
}

func main() {
	files := map[string][]resource{}
	for _, name := range os.Args[1:] {
		files[name] = read(name)
	}
	if err := json.NewEncoder(os.Stdout).Encode(files); err != nil {
		log.Fatal(err)
	}
}

func read(name string) []resource {
	source, err := os.ReadFile(name)
	if err != nil {
		log.Fatal(err)
	}
	file, problems := hclsyntax.ParseConfig(source, name, hcl.InitialPos)
	if problems.HasErrors() {
		log.Fatal(problems)
	}
	content, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		log.Fatalf("%s: not a native file", name)
	}
	resources := []resource{}
	for _, block := range content.Blocks {
		if block.Type == "resource" {
			resources = append(resources, resource{block.Labels[0], bodyOf(block.Body)})
		}
	}
	return resources
}

// Values are literals: nothing that they could refer to is given.
func bodyOf(content *hclsyntax.Body) body {
	held := body{map[string]ctyjson.SimpleJSONValue{}, map[string][]body{}}
	for name, attribute := range content.Attributes {
		value, problems := attribute.Expr.Value(nil)
		if problems.HasErrors() {
			log.Fatal(problems)
		}
		held.Attributes[name] = ctyjson.SimpleJSONValue{Value: value}
	}
	for _, block := range content.Blocks {
		held.Blocks[block.Type] = append(held.Blocks[block.Type], bodyOf(block.Body))
	}
	return held
}
