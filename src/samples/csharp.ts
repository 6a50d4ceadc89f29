/** C# with the vendor's newer client, `AlibabaCloud.OpenApiClient`. */
import { API_VERSION } from '../contract/index.ts';
import { csharpText } from './quote.ts';
import { entriesOf, type SampleLanguage } from './sample.ts';

export const csharp: SampleLanguage = {
  id: 'csharp',
  title: 'C#, AlibabaCloud.OpenApiClient',
  highlight: 'csharp',
  fileName: (action) => `${action}.cs`,
  generate(request) {
    const query = entriesOf(request).map(
      ([name, value]) => `                [${csharpText(name)}] = ${csharpText(value)},\n`,
    );
    return `// dotnet add package AlibabaCloud.OpenApiClient
// dotnet add package Newtonsoft.Json
using System;
using System.Collections.Generic;
using AlibabaCloud.OpenApiClient;
using AlibabaCloud.OpenApiClient.Exceptions;
using AlibabaCloud.OpenApiClient.Models;
using Darabonba.Models;
using Newtonsoft.Json;

public static class ${request.action.name}
{
    public static int Main()
    {
        var endpoint = new Uri(
            Environment.GetEnvironmentVariable("HOTSPARE_ENDPOINT") ?? ${csharpText(request.endpoint.origin)});
        var client = new Client(new Config
        {
            AccessKeyId = Environment.GetEnvironmentVariable("HOTSPARE_ACCESS_KEY_ID"),
            AccessKeySecret = Environment.GetEnvironmentVariable("HOTSPARE_ACCESS_KEY_SECRET"),
            Endpoint = endpoint.Authority,
            Protocol = endpoint.Scheme,
        });
        var parameters = new Params
        {
            Action = "${request.action.name}",
            Version = "${API_VERSION}",
            Protocol = endpoint.Scheme,
            Method = "POST",
            Pathname = "/",
            Style = "RPC",
            AuthType = "AK",
            ReqBodyType = "formData",
            BodyType = "json",
        };
        var request = new OpenApiRequest
        {
            Query = new Dictionary<string, string>
            {
${query.join('')}            },
        };

        try
        {
            var answer = client.CallApi(parameters, request, new RuntimeOptions());
            Console.WriteLine(JsonConvert.SerializeObject(answer["body"], Formatting.Indented));
            return 0;
        }
        catch (AlibabaCloudException error)
        {
            // The message ends in the request id.
            Console.Error.WriteLine($"{error.Code}: {error.Message}");
            return 1;
        }
    }
}
`;
  },
};
