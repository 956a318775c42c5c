using System.Security.Cryptography;
using System.Text;
using Kiosk.Feed.Sealing;
using Kiosk.Registry.Tests.Wording;
using Kiosk.Source.Problems;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests;

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class TestFiles : IDisposable
{
    public const string MembersHeader = "certificate,name,card_number,unit,status,from,to,decision\n";

    public static AudienceKey Audience { get; } = AudienceKey.Create("01", epoch: 1);

    public string Folder { get; } = Directory.CreateTempSubdirectory("registry").FullName;

    /// <summary>Collects what is wrong with files below the folder.</summary>
    public SourceProblems Problems => field ??= new(Folder);

    public string At(string name) => Path.Combine(Folder, name);

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        using var file = new FileStream(At(name), FileMode.Create);
        file.Write(content);
        return At(name);
    }

    /// <summary>A source folder with one province, its members, one meeting with all of them a month ahead, and a revocation list.</summary>
    public string WriteSource(params IReadOnlyList<IssuedCard> cards)
    {
        Write("source/anchors/root.pem", PemEncoding.WriteString("CERTIFICATE", DeskPki.Known.Certificate.Span));
        Write("source/registry.crt", DeskPki.RegistryCertificate);
        Write("source/crls/root.crl", DeskPki.Known.IssueCrl(1));
        Write("source/profile.json", "{}");
        WriteMembers(cards);
        WriteMeeting(TimeProvider.System.GetUtcNow().AddDays(30));
        Write("source/provinces/01/meetings/dai-hoi.roster.csv", "card,class\n" + string.Concat(cards.Select((_, i) => $"{i:D8},member\n")));
        return At("source");
    }

    /// <summary>The meeting of the source folder, with one session of five hours.</summary>
    public string WriteMeeting(DateTimeOffset opens) => Write("source/provinces/01/meetings/dai-hoi.json", $$"""
            { "id": "dai-hoi", "title": "Đại hội", "kind": "memberCongress", "key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "hidesTitle": false,
              "sessions": [ { "id": "phien-1", "title": "Phiên 1", "opens": "{{opens:O}}", "starts": "{{opens.AddHours(1):O}}", "closes": "{{opens.AddHours(5):O}}" } ],
              "quorum": { "numerator": 2, "denominator": 3, "rounding": "up", "legalReference": "QĐ", "approvedBy": "BTC" } }
            """);

    /// <summary>The meeting is over, so that nobody asks where it went.</summary>
    public void PutMeetingBehind() => WriteMeeting(new(2026, 1, 25, 0, 0, 0, TimeSpan.Zero));

    /// <summary>The only error, as a person sees it.</summary>
    public string Error() => Assert.Single(Problems.ToList(), problem => problem.Severity == ProblemSeverity.Error).ToString();

    /// <summary>What is said of one severity, as a person sees it.</summary>
    public IReadOnlyList<string> Said(ProblemSeverity severity) => [.. Problems.ToList().Where(problem => problem.Severity == severity).Select(problem => problem.ToString())];

    public void WriteMembers(IEnumerable<IssuedCard> cards, string unit = "Chi bộ 1") =>
        Write("source/provinces/01/members.csv", MembersHeader + string.Concat(cards.Select((card, i) => $"{card.Base64},Nguyễn Văn {i},{i:D8},{unit},official,2010-05-19,,\n")));

    /// <summary>Whatever was wrong can be said in Vietnamese too.</summary>
    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        VietnameseText.AssertSpoken(Problems);
    }
}
