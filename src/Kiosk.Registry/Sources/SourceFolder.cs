using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Judging;
using Kiosk.Source.Files;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;
using Kiosk.Verification.Profiles;
using Kiosk.Words;

namespace Kiosk.Registry.Sources;

/// <summary>What the authority publishes, as files.</summary>
/// <remarks>
/// <code>
/// profile.json                         the card profile
/// policy.json                          optional: the sync policy
/// registry.crt                         the certificate that journals are sealed to (.crt, .der or .pem)
/// procedures.json                      optional: the catalogue
/// releases.json                        optional: the released versions of the terminal's software
/// updates/*.raucb                      the update bundles that releases.json names
/// anchors/*.crt  issuers/*.crt         trust anchors, issuing CAs (.crt, .der or .pem)
/// crls/*.crl                           revocations (.crl, .der or .pem)
/// provinces/CODE/members.csv           MembersCsv, and what certificates it names
/// provinces/CODE/ended-cards.csv       optional: EndedCardsCsv
/// provinces/CODE/own-attendance.csv    optional: OwnAttendanceCsv
/// provinces/CODE/meetings/             MeetingFiles
/// provinces/CODE/points/               PointFiles
/// </code>
/// </remarks>
internal sealed class SourceFolder(SourceProblems problems, JudgingRules judging, SourceKeys keys, IProgress<Phrase>? progress)
{
    private const int MaxJsonLength = 4 * 1024 * 1024;
    private const int MaxNameLength = 100;

    private static readonly string[] CertificateEndings = [".crt", ".der", ".pem"];
    private static readonly string[] CrlEndings = [".crl", ".der", ".pem"];

    private static readonly ExpectedNames Expected = new(
        ["profile.json", "policy.json", "procedures.json", "releases.json", "registry.crt", "registry.der", "registry.pem"], ["anchors", "issuers", "crls", "provinces", "updates"], []);

    private readonly string folder = problems.Folder;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> national = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);

    /// <summary>Reads everything and collects all problems.</summary>
    /// <returns>Complete only if there were no errors.</returns>
    public SourceContent Read(CancellationToken cancellationToken)
    {
        if (FaultOfFolder() is { } fault)
        {
            problems.Error(folder, null, fault);
            return new(new(national, []), files) { KnowsProvinces = false };
        }

        Expected.List(folder, problems);
        Add(TargetPaths.Profile, "profile.json", ReadProfile);
        AddOptional(TargetPaths.Policy, "policy.json", ReadPolicy, SyncPolicy.Default.ToJson());
        AddOptional(TargetPaths.Procedures, "procedures.json", ReadProcedures, "[]"u8.ToArray());
        AddReleases();
        Add(TargetPaths.Registry, RegistryName(), path => CryptographicFile.ReadCertificate(path, folder));
        AddAll("anchors", CertificateEndings, TargetPaths.Anchors, TargetPaths.CertificateEnding, CryptographicFile.ReadCertificate);
        AddAll("issuers", CertificateEndings, TargetPaths.Issuers, TargetPaths.CertificateEnding, CryptographicFile.ReadCertificate);
        AddAll("crls", CrlEndings, TargetPaths.Crls, TargetPaths.CrlEnding, CryptographicFile.ReadCrl);
        using var judge = new TrustJudge(national, files, judging, problems).Judge();
        var folders = new ProvinceFolders<SealedMember>(
            Path.Combine(folder, "provinces"), (code, path) => new SealingIntake(path, keys.Audience(code), judge, problems), keys.MeetingSecret, judging.Now, progress, problems);
        var provinces = folders.Read(cancellationToken).Select(province => new SealedProvince(province, keys)).ToList();
        judge?.Conclude(problems);
        return new(new(national, [.. provinces.Select(province => province.Content)]), files, judge?.Verified)
        {
            Rows = provinces.Where(province => province.Rows is not null).ToDictionary(province => province.Content.Code, province => province.Rows!),
            Unsigned = [.. provinces.SelectMany(province => province.Unsigned)],
            Withdrawn = provinces.SelectMany(province => province.Withdrawn).ToHashSet(),
            KnowsProvinces = folders.IsListed,
        };
    }

    private Phrase? FaultOfFolder()
    {
        try
        {
            switch (Place.KindOf(folder))
            {
                case PlaceKind.Absent:
                    return new($"Không có thư mục {folder}: hãy kiểm tra lại cách viết.", $"There is no folder {folder}: check how it is written.");
                case PlaceKind.Folder:
                    BoundedFile.OpenAnything(Path.Join(folder, ".")).Dispose();
                    break;
                default:
                    return new($"{folder} không phải thư mục: --from nêu thư mục có profile.json.", $"{folder} is no folder: --from names the one with profile.json.");
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or RegistryException)
        {
            return new($"Người dùng này không có quyền đọc {folder}: hãy chạy chmod hoặc chown.", $"This user may not read {folder}: chmod or chown it.");
        }

        return IsAround("source")
            ? new($"đây không phải thư mục nguồn nhưng có chứa một thư mục nguồn: có lẽ cần {Path.Combine(folder, "source")}.", $"this is not a source folder, but it holds one: perhaps you mean {Path.Combine(folder, "source")}.")
            : null;
    }

    /// <summary>Whether this is not a source folder, but a subfolder is.</summary>
    private bool IsAround(string subfolder) => !IsSource(folder) && IsSource(Path.Combine(folder, subfolder));

    private static bool IsSource(string path) => ((string[])["profile.json", "anchors", "provinces"]).Any(name => Path.Exists(Path.Combine(path, name)));

    private void Add(string target, string name, Func<string, byte[]?> read)
    {
        var path = Path.Combine(folder, name);
        if (problems.Try(() => read(path)) is { } content)
        {
            (national[target], files[target]) = (content, path);
        }
    }

    private void AddOptional(string target, string name, Func<string, byte[]?> read, byte[] byDefault)
    {
        if (Path.Exists(Path.Combine(folder, name)))
        {
            Add(target, name, read);
        }
        else
        {
            national[target] = byDefault;
        }
    }

    private void AddAll(string subfolder, string[] endings, string targetFolder, string targetEnding, Func<string, string, byte[]> read)
    {
        foreach (var path in new ExpectedNames([], [], endings).List(Path.Combine(folder, subfolder), problems) ?? [])
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var target = targetFolder + name + targetEnding;
            if (name.Length is 0 or > MaxNameLength || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            {
                problems.Error(path, null, new($"tên gồm 1 đến {MaxNameLength} chữ cái không dấu, chữ số, '-', '_' và '.': hãy đặt tên khác cho tệp.", $"a name has 1 to {MaxNameLength} letters without accents, digits, '-', '_' and '.': give the file another one."));
            }
            else if (files.TryGetValue(target, out var other))
            {
                problems.Error(path, null, new($"{Path.GetFileName(other)} cùng tên, chỉ khác phần mở rộng: hãy đổi tên một trong hai.", $"{Path.GetFileName(other)} has the same name with another ending: give one of them another name."));
            }
            else
            {
                Add(target, path, file => read(file, folder));
            }
        }
    }

    private byte[]? ReadProcedures(string path)
    {
        var json = SourceJson.Read(path, folder, MaxJsonLength);
        var shape = RecordJson.ShapeOfProcedures(isList: json.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'[', ..]);
        if (SourceJson.Parse(json, RecordJson.Procedures, path, problems, shape) is not { } procedures)
        {
            return null;
        }

        ProcedureTexts.Check(procedures, path, problems);
        return json;
    }

    private void AddReleases()
    {
        if (!Path.Exists(Path.Combine(folder, TargetPaths.Releases)))
        {
            return;
        }

        IReadOnlyList<Release>? releases = null;
        Add(TargetPaths.Releases, TargetPaths.Releases, path =>
        {
            var json = SourceJson.Read(path, folder, MaxJsonLength);
            releases = SourceJson.Parse(json, RecordJson.Releases, path, problems);
            ReleaseFiles.Check(releases ?? [], path);
            return releases is null ? null : json;
        });
        foreach (var name in (releases ?? []).Select(release => release.Update).OfType<string>().Distinct())
        {
            Add(TargetPaths.Updates + name, Path.Combine("updates", name), path => ReleaseFiles.Read(path, folder));
        }
    }

    private byte[] ReadProfile(string path)
    {
        var json = SourceJson.Read(path, folder, MaxJsonLength);
        try
        {
            CardProfile.Parse(json, "");
            return json;
        }
        catch (CardProfileException e)
        {
            // ": freshness.meeting is not …": the location comes first.
            var sentence = new Phrase(e.Sentence.Vietnamese.TrimStart(':', ' '), e.Sentence.English.TrimStart(':', ' '));
            throw RegistryException.At(path, JsonSyntax.LineOf(json, sentence.English.Split(' ')[0]), sentence);
        }
    }

    private byte[]? ReadPolicy(string path)
    {
        var json = SourceJson.Read(path, folder, SyncPolicy.MaxLength);
        if (SourceJson.Parse(json, SyncPolicy.JsonType, path, problems) is null)
        {
            return null;
        }

        try
        {
            SyncPolicy.Parse(json);
            return json;
        }
        catch (TargetFormatException e)
        {
            throw RegistryException.In(path, e.Sentence, e);
        }
    }

    private string RegistryName()
    {
        var names = CertificateEndings.Select(ending => "registry" + ending).Where(name => Path.Exists(Path.Combine(folder, name))).ToList();
        if (names.Count > 1)
        {
            problems.Error(Path.Combine(folder, names[1]), null, new($"đã có {names[0]}: chỉ giữ lại một tệp.", $"{names[0]} is there too: keep one of them."));
        }

        return names.FirstOrDefault() ?? "registry.crt";
    }
}
