using System.Text;
using Kiosk.Testing.Durability;

namespace Kiosk.Collector.Tests.People;

/// <summary>A desk's source folder with one province, as far as the collector reads it.</summary>
internal sealed class TestSource : IDisposable
{
    public const string Province = "79";
    public const string Meeting = "dai-hoi-2026";

    private readonly TestFolder folder = TestFolder.Fast();

    public string Path => folder.Path;

    public void Dispose() => folder.Dispose();

    /// <summary>The file's members, from line 2 on: card 1 first.</summary>
    public TestSource WithMembers(params (string Name, string Unit)[] members) => Write(
        "members.csv",
        "certificate,name,card_number,unit,status,from\n" + string.Concat(members.Select((member, index) =>
            $"{Convert.ToBase64String(TestCards.Of(index + 1).Certificate.Span)},{member.Name},{index + 1:D8},{member.Unit},official,2010-05-19\n")));

    /// <summary>The same with what reports count, from line 2 on.</summary>
    /// <param name="members">The last columns: sex, ethnicity, born, joined, education, theory.</param>
    public TestSource WithTraits(params string[] members) => Write(
        "members.csv",
        "certificate,name,card_number,unit,status,from,sex,ethnicity,born,joined,education,theory\n" + string.Concat(members.Select((traits, index) =>
            $"{Convert.ToBase64String(TestCards.Of(index + 1).Certificate.Span)},Nguyễn Thị Hoa,{index + 1:D8},Chi bộ 1,official,2010-05-19,{traits}\n")));

    /// <summary>A meeting on 22 November 2026 at 08:00, to which the cards of these lines are convened.</summary>
    /// <param name="lines">Of the roster, without the first.</param>
    public TestSource WithMeeting(string lines, string id = Meeting, string day = "2026-11-22") =>
        Write($"meetings/{id}.json", $$"""
            { "id": "{{id}}", "title": "Đại hội đại biểu", "kind": "delegateCongress", "key": "{{Convert.ToBase64String(Key)}}", "hidesTitle": false,
              "sessions": [ { "id": "phien-1", "title": "Phiên trù bị", "opens": "{{day}}T07:00", "starts": "{{day}}T08:00", "closes": "{{day}}T11:30" } ],
              "quorum": { "numerator": 2, "denominator": 3, "rounding": "up", "legalReference": "Quy định thi hành Điều lệ Đảng", "approvedBy": "Ban Tổ chức" } }
            """)
        .Write($"meetings/{id}.roster.csv", "card,class,role,area,row,seat,delegation,door,replaces\n" + lines);

    public TestSource Without(string meeting)
    {
        File.Delete(At($"meetings/{meeting}.json"));
        File.Delete(At($"meetings/{meeting}.roster.csv"));
        return this;
    }

    public TestSource Write(string name, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        using var file = new FileStream(At(name), FileMode.Create);
        file.Write(Encoding.UTF8.GetBytes(content));
        return this;
    }

    /// <summary>Of every meeting of these tests.</summary>
    public static byte[] Key { get; } = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    private string At(string name) => folder[$"provinces/{Province}/{name}"];
}
