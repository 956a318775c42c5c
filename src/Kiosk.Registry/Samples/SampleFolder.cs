using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Files;
using Kiosk.Source.Problems;
using Kiosk.Verification.Profiles;

namespace Kiosk.Registry.Samples;

/// <summary>Writes a small source folder that can be published as it is, with its made-up authority and its members' cards. All names and numbers are invented.</summary>
internal sealed class SampleFolder(string folder, DateTimeOffset now)
{
    public const string Province = "suoi-mo";

    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    private static readonly (string Name, string Number, string Unit, string Status)[] Members =
    [
        ("Nông Thị Sao Mai", "SM-000001", "Chi bộ thôn Thượng", "official"),
        ("Lò Văn Suối", "SM-000002", "Chi bộ thôn Hạ", "official"),
        ("Rơ Châm Nắng", "SM-000003", "Chi bộ Trường học", "probationary"),
        ("Thạch Thị Mây", "SM-000004", "Chi bộ thôn Hạ", "official"),
    ];

    /// <exception cref="RegistryException">Something already exists there.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Write()
    {
        if (Path.Exists(folder) && !Directory.Exists(folder))
        {
            throw new RegistryException(new($"{folder} không phải thư mục: --sample nêu một thư mục sẽ được tạo, hoặc còn trống.", $"{folder} is no folder: --sample names one that is made, or is empty."));
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new RegistryException(new($"{folder} không trống: dữ liệu mẫu cần một thư mục riêng.", $"{folder} is not empty: a sample goes into a folder of its own."));
        }

        using var authority = new SampleAuthority(DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()));
        WriteTrust(authority);
        WriteMembers(authority);
        WriteMeeting();
        Write($"source/provinces/{Province}/points/kho-mau.json", SampleText.Point);
        Write($"source/provinces/{Province}/points/kho-mau.list.csv", $"card,from,to\n{Members[0].Number},2026-01-01,\n");
        Write("README.md", SampleText.Readme(now.AddDays(30)));
        foreach (var (name, pem) in authority.Keys)
        {
            Write($"keys-SAMPLE-ONLY/{name}.pem", pem + "\n");
        }
    }

    private void WriteTrust(SampleAuthority authority)
    {
        Write("source/profile.json", CardProfile.Default.ToJson());
        Write("source/policy.json", SyncPolicy.Default.ToJson());
        Write("source/procedures.json", SampleText.Procedures);
        Write("source/registry.crt", authority.Registry);
        Write("source/anchors/root.crt", authority.Root);
        Write("source/issuers/issuing.crt", authority.Issuing);
        Write("source/crls/root.crl", authority.RootList());
    }

    private void WriteMembers(SampleAuthority authority)
    {
        var csv = new StringBuilder("certificate,name,card_number,unit,status,from\n");
        for (var i = 0; i < Members.Length; i++)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var card = authority.IssueCard(key, new Guid(RandomNumberGenerator.GetBytes(16)));
            var file = $"card-{i + 1}.crt";
            Write($"source/provinces/{Province}/{file}", card.RawData);
            Write($"cards/card-{i + 1}.json", ImageOf(card.RawData, key));
            var (name, number, unit, status) = Members[i];
            csv.Append(CultureInfo.InvariantCulture, $"{file},{name},{number},{unit},{status},2020-05-19\n");
            if (i == Members.Length - 1)
            {
                Write("source/crls/issuing.crl", authority.IssuingList(card));
            }
        }

        Write($"source/provinces/{Province}/members.csv", csv.ToString());
    }

    /// <summary>Tomorrow morning in Vietnam.</summary>
    private void WriteMeeting()
    {
        var morning = new DateTimeOffset(now.ToOffset(Vietnam).Date.AddDays(1).AddHours(8), Vietnam);
        var meeting = new JsonObject
        {
            ["id"] = "hop-mau",
            ["title"] = "Họp chi bộ mẫu",
            ["kind"] = "cellMeeting",
            ["key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["hidesTitle"] = false,
            ["sessions"] = new JsonArray(new JsonObject
            {
                ["id"] = "phien-1",
                ["title"] = "Phiên 1",
                ["opens"] = Instant(morning.AddMinutes(-30)),
                ["starts"] = Instant(morning),
                ["closes"] = Instant(morning.AddHours(3)),
            }),
            ["quorum"] = new JsonObject { ["numerator"] = 1, ["denominator"] = 2, ["rounding"] = "moreThan", ["legalReference"] = "Quy chế mẫu, Điều 1", ["approvedBy"] = "Chi ủy mẫu" },
        };
        Write($"source/provinces/{Province}/meetings/hop-mau.json", SampleText.Json(meeting));
        Write(
            $"source/provinces/{Province}/meetings/hop-mau.roster.csv",
            "card,class,area,row,seat,delegation\n" + string.Concat(Members.Select((member, i) => $"{member.Number},member,A,1,{i + 1},{member.Unit}\n")));
    }

    /// <summary>A virtual card for any virtual reader (NIST SP 800-73-4: object 5FC101, key 9E).</summary>
    private static string ImageOf(byte[] certificate, ECDsa key) => SampleText.Json(new JsonObject
    {
        ["atr"] = "3B80800101",
        ["aid"] = "A000000308000010000100",
        ["objects"] = new JsonObject { ["5FC101"] = Convert.ToHexString(Tlv(0x53, [.. Tlv(0x70, certificate), 0x71, 0x01, 0x00, 0xFE, 0x00])) },
        ["keys"] = new JsonObject { ["9E"] = new JsonObject { ["algorithm"] = "11", ["pkcs8"] = Convert.ToBase64String(key.ExportPkcs8PrivateKey()) } },
    });

    private static byte[] Tlv(byte tag, byte[] value) => value.Length switch
    {
        < 0x80 => [tag, (byte)value.Length, .. value],
        < 0x100 => [tag, 0x81, (byte)value.Length, .. value],
        _ => [tag, 0x82, (byte)(value.Length >> 8), (byte)(value.Length & 0xFF), .. value],
    };

    private static string Instant(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    // Cards and keys are private, and the rest is not for others either.
    private void Write(string name, byte[] content)
    {
        var path = Path.Combine(Path.GetFullPath(folder), name);
        PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
        PrivateFile.Write(path, content);
    }
}
