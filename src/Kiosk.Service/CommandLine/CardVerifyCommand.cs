using System.CommandLine;
using Kiosk.Cards;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Service.Cache;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Readers;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
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

/// <summary><c>kiosk card verify</c>: verifies the card on the reader, a card image, or the evidence of a card read earlier, against a cache, or against anchors and CRLs given as files.</summary>
internal static class CardVerifyCommand
{
    public static Command Create(Language language)
    {
        var card = new Option<string?>("--card") { Description = new Phrase("Xác thực ảnh thẻ này thay cho thẻ trên đầu đọc.", "Verify this card image instead of a card on the reader.").In(language), HelpName = "FILE" };
        var evidence = new Option<string?>("--evidence")
        {
            Description = new Phrase("Xác thực những gì kiosk card read đã in, thay cho thẻ trên đầu đọc.", "Verify what kiosk card read printed, instead of a card on the reader.").In(language),
            HelpName = "FILE",
        };
        var source = new CardSource(language);
        var cache = new Option<string?>("--cache") { Description = new Phrase("Xác thực theo bộ nhớ đệm của máy này.", "Verify against this terminal's cache.").In(language), HelpName = "DIR" };
        var anchors = Files("--anchor", new Phrase("Xác thực theo các neo tin cậy này (DER hoặc PEM) thay cho bộ nhớ đệm.", "Verify against these trust anchors (DER or PEM) instead of a cache.").In(language));
        var intermediates = Files("--intermediate", new Phrase("Chứng thư số của các CA cấp thẻ, DER hoặc PEM.", "Certificates of issuing CAs, DER or PEM.").In(language));
        var crls = Files("--crl", new Phrase("Danh sách thu hồi (CRL), DER hoặc PEM.", "Revocation lists (CRLs), DER or PEM.").In(language));
        var profile = new Option<string?>("--profile") { Description = new Phrase("Hồ sơ thẻ; mặc định: hồ sơ trong bộ nhớ đệm, hoặc xác thực thẻ PIV theo bản công bố.", "Card profile; default: the cache's, or PIV card authentication as published.").In(language), HelpName = "FILE" };
        var at = new Option<string?>("--at") { Description = new Phrase("Xác thực tại thời điểm này: ISO 8601, theo giờ Việt Nam nếu không có Z hay độ lệch. Mặc định: bây giờ.", "Verify as of this instant: ISO 8601, in Vietnam time if without Z or offset. Default: now.").In(language), HelpName = "INSTANT" };
        var trusted = Choice.OfEnum("--clock-trust", ClockTrust.Attested, language);
        trusted.Description = new Phrase("Mức độ tin cậy của thời điểm đó.", "How far the instant can be trusted.").In(language);
        var json = new CommonOptions(language).Json;
        var command = new Command("verify", new Phrase("Xác thực một thẻ và in kết luận, mã lý do và mức bảo đảm. Mã thoát 0: tin cậy; 1: không tin cậy; 2: dùng sai; 3: không có thẻ nào.", "Verify a card and print verdict, reason code and assurance. Exit code 0: trusted; 1: not trusted; 2: wrong usage; 3: no card came.").In(language)) { card, evidence, source.Reader, source.Config, source.Wait, cache, anchors, intermediates, crls, profile, at, trusted, json };
        command.Validators.Add(result =>
        {
            // Reading values would throw if one is missing, which is reported elsewhere.
            if (result.GetResult(cache) is null == result.GetResult(anchors) is null)
            {
                result.AddError(new Phrase("Hãy nêu --cache DIR hoặc --anchor FILE, như: kiosk card verify --card card-1.json --cache /var/lib/kiosk/cache", "Give either --cache DIR or --anchor FILE, as in: kiosk card verify --card card-1.json --cache /var/lib/kiosk/cache").In(language));
            }

            if (result.GetResult(evidence) is not null && (result.GetResult(card) ?? result.GetResult(source.Reader) ?? result.GetResult(source.Config)) is not null)
            {
                result.AddError(new Phrase(
                    "--evidence thay cho thẻ: hãy bỏ --card, --reader và --config, như: kiosk card verify --evidence evidence.json --cache /var/lib/kiosk/cache",
                    "--evidence stands in for the card: leave out --card, --reader and --config, as in: kiosk card verify --evidence evidence.json --cache /var/lib/kiosk/cache").In(language));
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var clock = new ClockReading(InstantArgument.Parse(parsed.GetValue(at)), parsed.GetValue(trusted));
            var given = parsed.GetValue(evidence) is { } read ? CardFiles.ReadEvidence(read) : null;
            var image = parsed.GetValue(card) is { } file ? CardFiles.ReadImage(file) : null;
            var trust = parsed.GetValue(cache) is { } folder
                ? TrustOfCache(folder, parsed.GetValue(profile))
                : TrustOfFiles(parsed.GetValue(anchors)!, parsed.GetValue(intermediates) ?? [], parsed.GetValue(crls) ?? [], parsed.GetValue(profile));
            if (given is not null)
            {
                return Report(Judge(given, trust, clock, language), parsed.GetValue(json), language);
            }

            var reader = await source.OpenAsync(parsed, image, cancellationToken);
            await using (reader)
            {
                return await VerifyAsync(reader, trust, clock, source.Timeout(parsed), parsed.GetValue(json), language, cancellationToken);
            }
        });
        return command;
    }

    private static Option<string[]?> Files(string name, string description) => new(name) { Description = description, HelpName = "FILE", AllowMultipleArgumentsPerToken = true };

    private static TrustStore TrustOfCache(string folder, string? profile)
    {
        if (profile is not null)
        {
            throw new InputException(new("--profile chỉ đi với --anchor; bộ nhớ đệm đã có hồ sơ thẻ của nó.", "--profile goes with --anchor; a cache brings its own profile."));
        }

        var given = GivenPath.FolderOrAbsent(folder);
        return new CacheStore(given, new DurableFiles(), CacheKey.Beside(given, KeyPlace.Of(new IdentityOptions()))).Open().Generation.Trust;
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
            throw refused.SaysRemedy ? new InputException(new($"{path}: {refused.Sentence.Vietnamese}", $"{path}: {refused.Sentence.English}"), refused) : Refuse(path, refused);
        }
    }

    private static InputException Refuse(string path, SentenceException refused) => new(
        new($"{path}: {refused.Sentence.Vietnamese} Hãy đề nghị cơ quan ban hành cấp lại, hoặc bỏ tệp này.", $"{path}: {refused.Sentence.English} Have its authority issue it anew, or leave the file out."), refused);

    private static async Task<int> VerifyAsync(ICardReader reader, TrustStore trust, ClockReading clock, TimeSpan timeout, bool asJson, Language language, CancellationToken cancellationToken)
    {
        var read = await CardReadCommand.NextAsync(reader, trust.Profile.Reading, timeout, cancellationToken);
        var report = read is CardReadResult.Read { Evidence: var evidence }
            ? Judge(evidence, trust, clock, language)
            : VerdictReport.NotRead(CardReadReason.Of(read), CardReadCommand.DetailOf(read, trust.Profile.Reading), language);
        return Report(report, asJson, language);
    }

    private static VerdictReport Judge(CardEvidence evidence, TrustStore trust, ClockReading clock, Language language) =>
        VerdictReport.Of(EvidenceVerifier.Verify(evidence, trust, new ReplayCache(), clock), clock.Instant, language);

    private static int Report(VerdictReport report, bool asJson, Language language)
    {
        var code = report.Verdict == VerdictReport.Trusted ? ExitCode.Done : ExitCode.No;
        Console.WriteLine(asJson ? JsonAnswer.Of(report, VerdictJson.Default.VerdictReport, code, report.Detail ?? new Phrase(report.Vietnamese, report.English).In(language)) : report.In(language));
        return code;
    }
}
