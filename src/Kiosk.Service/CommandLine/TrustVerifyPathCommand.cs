using System.CommandLine;
using System.Formats.Asn1;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Verification.Paths;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk trust verify-path</c>: RFC 5280 path validation of one certificate, on files.</summary>
internal static class TrustVerifyPathCommand
{
    public static Command Create()
    {
        var anchors = Several("--anchor", "FILE", "Trust anchors: certificates, DER or PEM.", isRequired: true);
        var intermediates = Several("--intermediate", "FILE", "CA certificates to build a path from; what is of no use is ignored.");
        var crls = Several("--crl", "FILE", "Revocation lists, DER or PEM. With any, every certificate below the anchor needs a usable one; with none, revocation is not checked.");
        var policies = Several("--policy", "OID", "A policy that is asked for; without it every policy will do.");
        var explicitPolicy = new Option<bool>("--explicit-policy") { Description = "The path must be valid for a policy that is asked for." };
        var inhibitMapping = new Option<bool>("--inhibit-mapping") { Description = "Policy mappings do not count." };
        var inhibitAny = new Option<bool>("--inhibit-any") { Description = "anyPolicy does not count." };
        var at = new Option<string?>("--at") { Description = "Judge as of this instant, ISO 8601 with Z or an offset; without either in Vietnam's time.", HelpName = "INSTANT" };
        var json = new CommonOptions().Json;
        var target = new Argument<string?>("CERT") { Description = "The certificate to judge, DER or PEM.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("verify-path", "Validates a certification path (RFC 5280, section 6); exit 0 valid, 1 not valid with its code, 2 wrong use.")
        {
            anchors, intermediates, crls, policies, explicitPolicy, inhibitMapping, inhibitAny, at, json, target,
        };
        command.SetAction(parsed =>
        {
            var given = new GivenFiles(parsed, parsed.GetValue(target), anchors, intermediates, crls, policies);
            var inputs = new PathInputs
            {
                InitialPolicies = [.. given.ValuesOf(policies).Select(OidOf)],
                InitialExplicitPolicy = parsed.GetValue(explicitPolicy),
                InitialPolicyMappingInhibit = parsed.GetValue(inhibitMapping),
                InitialAnyPolicyInhibit = parsed.GetValue(inhibitAny),
            };
            var report = Verify(given.ValuesOf(anchors), given.ValuesOf(intermediates), given.ValuesOf(crls), inputs, InstantArgument.Parse(parsed.GetValue(at)), given.Target);
            var code = report.Valid ? ExitCode.Done : ExitCode.No;
            Console.WriteLine(parsed.GetValue(json) ? JsonAnswer.Of(report, PathReportJson.Default.PathReport, code, report.Detail) : report.ToString());
            return code;
        });
        return command;
    }

    private static PathReport Verify(string[] anchors, string[] intermediates, string[] crls, PathInputs inputs, DateTimeOffset at, string target)
    {
        var files = new PathFiles();
        var (targets, fault) = files.ReadTarget(target);
        var trusted = files.ReadAnchors(anchors);
        var others = files.ReadIntermediates(intermediates);
        var lists = crls.Length == 0 ? null : files.ReadCrls(crls);
        if (fault is not null)
        {
            return PathReport.OfUnread(target, fault, at, files.Ignored);
        }

        var verdict = new PathVerifier(trusted, [.. others, .. targets.Skip(1)], lists, inputs, at).Verify(targets[0]);
        return PathReport.Of(verdict, targets[0], lists is not null, at, files);
    }

    private static Option<string[]> Several(string name, string helpName, string description, bool isRequired = false) => new(name)
    {
        Description = description,
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = true,
        Required = isRequired,
        DefaultValueFactory = isRequired ? null : _ => [],
    };

    private static string OidOf(string text)
    {
        try
        {
            new AsnWriter(AsnEncodingRules.DER).WriteObjectIdentifier(text);
            return text;
        }
        catch (ArgumentException exception)
        {
            throw new InputException($"--policy \"{text}\" is not an object identifier such as 2.16.840.1.101.3.2.1.3.17.", exception);
        }
    }

    /// <summary>What the options were given. One that takes several values also takes the certificate, where that follows it: it is the last word all the same.</summary>
    private sealed class GivenFiles
    {
        private readonly Dictionary<Option<string[]>, string[]> values;

        public GivenFiles(ParseResult parsed, string? target, params ReadOnlySpan<Option<string[]>> options)
        {
            values = [];
            foreach (var option in options)
            {
                values[option] = parsed.GetValue(option) ?? [];
            }

            Target = target ?? TakeLastWord(parsed);
        }

        public string Target { get; }

        public string[] ValuesOf(Option<string[]> option) => values[option];

        private string TakeLastWord(ParseResult parsed)
        {
            var word = parsed.Tokens.Count > 0 ? parsed.Tokens[^1].Value : "";
            foreach (var (option, given) in values)
            {
                if (given is [_, .., var last] && last == word && parsed.GetResult(option)!.Tokens[^1] == parsed.Tokens[^1])
                {
                    values[option] = given[..^1];
                    return word;
                }
            }

            throw new InputException("Name the certificate to judge after the options, as in: kiosk trust verify-path --anchor ROOT --json CERT.");
        }
    }
}
