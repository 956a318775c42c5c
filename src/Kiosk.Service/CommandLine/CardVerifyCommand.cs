using System.CommandLine;
using System.Text.Json.Serialization;
using Kiosk.Cards;
using Kiosk.Durability;
using Kiosk.Service.Cache;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Readers;
using Kiosk.Verification;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Revocation;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk card verify</c>: verifies the card on the reader, or a card image, against a cache, or against anchors and CRLs given as files.</summary>
internal static class CardVerifyCommand
{
    public static Command Create()
    {
        var card = new Option<string?>("--card") { Description = "Verify this card image instead of a card on the reader.", HelpName = "FILE" };
        var source = new CardSource();
        var cache = new Option<string?>("--cache") { Description = "Verify against this terminal's cache.", HelpName = "DIR" };
        var anchors = Files("--anchor", "Verify against these trust anchors (DER or PEM) instead of a cache.");
        var intermediates = Files("--intermediate", "Certificates of issuing CAs, DER or PEM.");
        var crls = Files("--crl", "Revocation lists (CRLs), DER or PEM.");
        var profile = new Option<string?>("--profile") { Description = "Card profile; default: the cache's, or PIV card authentication as published.", HelpName = "FILE" };
        var at = new Option<string?>("--at") { Description = "Verify as of this instant: ISO 8601, in Vietnam time if without Z or offset. Default: now.", HelpName = "INSTANT" };
        var trusted = Choice.OfEnum("--clock-trust", ClockTrust.Attested);
        trusted.Description = "How far the instant can be trusted.";
        var json = new CommonOptions().Json;
        var command = new Command("verify", "Verify a card and print verdict, reason code and assurance. Exit code 0: trusted; 1: not trusted; 2: wrong usage; 3: no card came.") { card, source.Reader, source.Config, source.Wait, cache, anchors, intermediates, crls, profile, at, trusted, json };
        command.Validators.Add(result =>
        {
            // Reading values would throw if one is missing, which is reported elsewhere.
            if (result.GetResult(cache) is null == result.GetResult(anchors) is null)
            {
                result.AddError("Give either --cache DIR or --anchor FILE, as in: kiosk card verify --card card-1.json --cache /var/lib/kiosk/cache");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var clock = new ClockReading(InstantArgument.Parse(parsed.GetValue(at)), parsed.GetValue(trusted));
            var image = parsed.GetValue(card) is { } file ? CardFiles.ReadImage(file) : null;
            var trust = parsed.GetValue(cache) is { } folder
                ? TrustOfCache(folder, parsed.GetValue(profile))
                : TrustOfFiles(parsed.GetValue(anchors)!, parsed.GetValue(intermediates) ?? [], parsed.GetValue(crls) ?? [], parsed.GetValue(profile));
            var reader = await source.OpenAsync(parsed, image, cancellationToken);
            await using (reader)
            {
                return await VerifyAsync(reader, trust, clock, source.Timeout(parsed), parsed.GetValue(json), cancellationToken);
            }
        });
        return command;
    }

    private static Option<string[]?> Files(string name, string description) => new(name) { Description = description, HelpName = "FILE", AllowMultipleArgumentsPerToken = true };

    private static TrustStore TrustOfCache(string folder, string? profile)
    {
        if (profile is not null)
        {
            throw new InputException("--profile goes with --anchor; a cache brings its own profile.");
        }

        return new CacheStore(GivenPath.FolderOrAbsent(folder), new DurableFiles()).Open().Generation.Trust;
    }

    private static TrustStore TrustOfFiles(string[] anchors, string[] intermediates, string[] crls, string? profile)
    {
        var cards = CardFiles.ReadProfile(profile);
        var anchorFiles = anchors.SelectMany(CertificatesIn).ToList();
        var intermediateFiles = intermediates.SelectMany(CertificatesIn).ToList();
        var authorities = anchorFiles.Concat(intermediateFiles).Select(file => Certificate.Parse(file)).ToList();
        var lists = crls.SelectMany(ListsIn).ToList();
        var checkedLists = lists.Select(list => Check(list.Path, list.Crl, authorities, cards.Algorithms)).ToList();
        var index = RevocationIndex.Of(checkedLists.Zip(lists, (one, list) => (one.Facts, list.Crl)));
        return TrustStore.Create(cards, anchorFiles, intermediateFiles, checkedLists, index);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> CertificatesIn(string path)
    {
        foreach (var der in CardFiles.ReadCertificates(path))
        {
            try
            {
                _ = Certificate.Parse(der);
            }
            catch (CertificateException refused)
            {
                throw Refuse(path, refused);
            }

            yield return der;
        }
    }

    private static IEnumerable<(string Path, Crl Crl)> ListsIn(string path)
    {
        foreach (var der in CardFiles.ReadLists(path))
        {
            Crl crl;
            try
            {
                crl = CrlParser.Parse(der);
            }
            catch (CrlException refused)
            {
                throw Refuse(path, refused);
            }

            yield return (path, crl);
        }
    }

    private static CheckedCrl Check(string path, Crl crl, List<Certificate> authorities, AlgorithmPolicy algorithms)
    {
        try
        {
            return CrlChecker.Check(crl, authorities, algorithms);
        }
        catch (CrlException refused)
        {
            throw Refuse(path, refused);
        }
    }

    private static InputException Refuse(string path, Exception refused) => new($"{path}: {refused.Message} Have its authority issue it anew, or leave the file out.", refused);

    private static async Task<int> VerifyAsync(ICardReader reader, TrustStore trust, ClockReading clock, TimeSpan timeout, bool asJson, CancellationToken cancellationToken)
    {
        var read = await CardReadCommand.NextAsync(reader, trust.Profile.Reading, timeout, cancellationToken);
        var report = read is CardReadResult.Read { Evidence: var evidence }
            ? VerdictReport.Of(EvidenceVerifier.Verify(evidence, trust, new ReplayCache(), clock), clock.Instant)
            : VerdictReport.NotRead(CardReadReason.Of(read), CardReadCommand.DetailOf(read, trust.Profile.Reading));
        var code = report.Verdict == VerdictReport.Trusted ? ExitCode.Done : ExitCode.No;
        Console.WriteLine(asJson ? JsonAnswer.Of(report, VerdictJson.Default.VerdictReport, code, report.Detail ?? report.English) : report.ToString());
        return code;
    }
}

/// <summary>The output of <c>kiosk card verify</c>.</summary>
/// <param name="Verdict">trusted, rejected, undecidable or unread.</param>
/// <param name="Code">The stable reason code.</param>
/// <param name="RevocationAsOf">thisUpdate of the oldest CRL that the verdict is based on; null if there is none.</param>
/// <param name="RevocationAge">Time from then to the instant of the verdict.</param>
/// <param name="Detail">What is wrong and where, in the terms of its standard; null if the code says it all.</param>
/// <param name="Remedy">What to do next; null if nothing.</param>
internal sealed record VerdictReport(
    string Verdict,
    string Code,
    string Assurance,
    DateTimeOffset? RevocationAsOf,
    TimeSpan? RevocationAge,
    string Vietnamese,
    string English,
    string? Detail,
    string? Remedy)
{
    public const string Trusted = "trusted";

    private static readonly Phrase InOrder = new("Thẻ hợp lệ.", "The card is in order.");

    /// <param name="at">The instant that the verdict is for.</param>
    public static VerdictReport Of(Verdict verdict, DateTimeOffset at)
    {
        var report = verdict switch
        {
            Verification.Verdict.Trusted trusted => Create(Trusted, ReasonCode.Admitted) with { Assurance = trusted.Assurance.ToString() },
            Verification.Verdict.Rejected rejected => Create("rejected", rejected.Code),
            Verification.Verdict.Undecidable undecidable => Create("undecidable", undecidable.Code),
            _ => throw new ArgumentException($"No report for {verdict.GetType().Name}.", nameof(verdict)),
        };
        return report with { RevocationAsOf = verdict.AsOf, RevocationAge = at - verdict.AsOf, Detail = verdict.Detail };
    }

    public static VerdictReport NotRead(ReasonCode code, string? detail) => Create("unread", code) with { Detail = detail };

    public override string ToString()
    {
        var revocation = RevocationAsOf is { } asOf ? $"  revocation as of {asOf:yyyy-MM-ddTHH:mm:ssZ}, {Phrase.Lasting(RevocationAge ?? TimeSpan.Zero).English} before" : "";
        string?[] lines = [$"{Verdict}  {Code}  assurance {Assurance}{revocation}", Vietnamese, English, Detail, Remedy];
        return string.Join('\n', lines.Where(line => line is not null));
    }

    private static VerdictReport Create(string verdict, ReasonCode code)
    {
        // The table's text for an admission mentions a record; nothing is recorded here.
        var reason = ReasonTable.Of(code);
        var (name, meaning, remedy) = verdict == Trusted ? ("ok", InOrder, null) : (reason.Name, reason.Meaning, reason.OperatorRemedy.English);
        return new(verdict, name, nameof(Verification.Assurance.None), null, null, meaning.Vietnamese, meaning.English, null, remedy);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VerdictReport))]
internal sealed partial class VerdictJson : JsonSerializerContext;
