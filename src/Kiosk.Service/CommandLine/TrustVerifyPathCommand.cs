using System.CommandLine;
using System.Formats.Asn1;
using Kiosk.CommandLine;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Verification.Paths;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk trust verify-path</c>: validates the certification path of one certificate (RFC 5280) from files.</summary>
internal static class TrustVerifyPathCommand
{
    public static Command Create(Language language)
    {
        var anchors = Several("--anchor", "FILE", new Phrase("Neo tin cậy, DER hoặc PEM.", "Trust anchors, DER or PEM.").In(language), isRequired: true);
        var intermediates = Several("--intermediate", "FILE", new Phrase("Chứng thư số của CA trung gian để dựng đường dẫn; cái không hợp thì bỏ qua.", "Intermediate CA certificates to build the path from; unsuitable ones are ignored.").In(language));
        var crls = Several("--crl", "FILE", new Phrase("Danh sách thu hồi (CRL), DER hoặc PEM. Nếu có nêu, mọi chứng thư số dưới neo đều cần một danh sách dùng được; nếu không, việc thu hồi không được kiểm tra.", "Revocation lists (CRLs), DER or PEM. If any is given, every certificate below the anchor needs a usable one; otherwise revocation is not checked.").In(language));
        var policies = Several("--policy", "OID", new Phrase("Chính sách được chấp nhận; mặc định: mọi chính sách.", "Acceptable policy; default: any policy.").In(language));
        var explicitPolicy = new Option<bool>("--explicit-policy") { Description = new Phrase("Yêu cầu đường dẫn hợp lệ theo một chính sách được chấp nhận.", "Require the path to be valid for an acceptable policy.").In(language) };
        var inhibitMapping = new Option<bool>("--inhibit-mapping") { Description = new Phrase("Không cho phép ánh xạ chính sách.", "Disallow policy mapping.").In(language) };
        var inhibitAny = new Option<bool>("--inhibit-any") { Description = new Phrase("Không cho phép anyPolicy.", "Disallow anyPolicy.").In(language) };
        var at = new Option<string?>("--at") { Description = new Phrase("Kiểm tra tại thời điểm này: ISO 8601, theo giờ Việt Nam nếu không có Z hay độ lệch. Mặc định: bây giờ.", "Validate as of this instant: ISO 8601, in Vietnam time if without Z or offset. Default: now.").In(language), HelpName = "INSTANT" };
        var json = new CommonOptions(language).Json;
        var target = new Argument<string?>("CERT") { Description = new Phrase("Chứng thư số cần kiểm tra, DER hoặc PEM.", "Certificate to validate, DER or PEM.").In(language), Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("verify-path", new Phrase("Kiểm tra một đường dẫn chứng thực (RFC 5280, mục 6). Mã thoát 0: hợp lệ; 1: không hợp lệ, kèm mã lý do; 2: dùng sai.", "Validate a certification path (RFC 5280, section 6). Exit code 0: valid; 1: not valid, with the reason code; 2: wrong usage.").In(language))
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
            var report = Verify(given.ValuesOf(anchors), given.ValuesOf(intermediates), given.ValuesOf(crls), inputs, InstantArgument.Parse(parsed.GetValue(at)), given.Target, language);
            var code = report.Valid ? ExitCode.Done : ExitCode.No;
            Console.WriteLine(parsed.GetValue(json) ? JsonAnswer.Of(report, PathReportJson.Default.PathReport, code, report.Detail) : report.In(language));
            return code;
        });
        return command;
    }

    private static PathReport Verify(string[] anchors, string[] intermediates, string[] crls, PathInputs inputs, DateTimeOffset at, string target, Language language)
    {
        var files = new PathFiles();
        var (targets, fault) = files.ReadTarget(target);
        var trusted = files.ReadAnchors(anchors);
        var others = files.ReadIntermediates(intermediates);
        var lists = crls.Length == 0 ? null : files.ReadCrls(crls);
        if (fault is not null)
        {
            return PathReport.OfUnread(target, fault, at, files.Ignored, language);
        }

        var verdict = new PathVerifier(trusted, [.. others, .. targets.Skip(1)], lists, inputs, at).Verify(targets[0]);
        return PathReport.Of(verdict, targets[0], lists is not null, at, files, language);
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
            throw new InputException(new($"--policy \"{text}\" không phải mã định danh đối tượng (OID) như 2.16.840.1.101.3.2.1.3.17.", $"--policy \"{text}\" is not an object identifier such as 2.16.840.1.101.3.2.1.3.17."), exception);
        }
    }

    /// <summary>
    /// The values given for the options. An option that takes several values also swallows the certificate if that follows it: without a certificate of its own, the last value of the option
    /// that was given last is taken back out.
    /// </summary>
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

            Target = target ?? TakeSwallowed(parsed);
        }

        public string Target { get; }

        public string[] ValuesOf(Option<string[]> option) => values[option];

        private string TakeSwallowed(ParseResult parsed)
        {
            var option = values.Keys.MaxBy(option => PlaceOf(parsed, option))!;
            if (values[option] is not [_, .., var last])
            {
                throw new InputException(new("Hãy nêu trước tiên chứng thư số cần kiểm tra, như: kiosk trust verify-path CERT --anchor ROOT", "Name the certificate to judge first, as in: kiosk trust verify-path CERT --anchor ROOT"));
            }

            values[option] = values[option][..^1];
            return last;
        }

        // Where its last value is on the command line; equal words are told apart.
        private static int PlaceOf(ParseResult parsed, Option<string[]> option) =>
            parsed.GetResult(option) is { Implicit: false, Tokens: [.., var last] } ? parsed.Tokens.ToList().FindLastIndex(token => ReferenceEquals(token, last)) : -1;
    }
}
