using System.Buffers.Text;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Feed.Records;
using Kiosk.Service.Configuration;
using Kiosk.Service.SelfTest;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;

namespace Kiosk.Service.Tests.Sync;

/// <summary>A copied stick or mirror, and a stolen terminal's data folder without its device key, yield nothing about anybody: no name, number, card, tag, title, role, delegation or meeting key.</summary>
public sealed class NoNameAtRestTests : IAsyncLifetime
{
    // Of 300 members so many are looked for; the first hundred have numbers that also occur in names of files.
    private const int Skipped = 100;
    private const int Taken = 30;

    private readonly TestFolder folder = TestFolder.Fast();
    private DemoWorld world = null!;

    public async Task InitializeAsync()
    {
        world = await DemoWorld.CreateAsync(folder["demo"], [], TimeProvider.System, CancellationToken.None);
        Assert.Empty(await TrialSync.LetInAsync(world.Feed, world.Data, "HN-01", TimeProvider.System, CancellationToken.None));
    }

    public Task DisposeAsync()
    {
        world.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Nothing_about_anybody_is_in_any_file_of_a_publication() => Assert.Empty(Find(world.Feed.Folder));

    [Fact]
    public void Nothing_about_anybody_is_in_a_terminals_data_folder_without_its_device_key()
    {
        File.Delete(new KioskFolders(world.Data).DeviceKeyFile);

        Assert.Empty(Find(world.Data));
    }

    /// <summary>The search would find what it looks for: all of it is in the authority's own folder.</summary>
    [Fact]
    public void In_the_authoritys_folder_the_same_search_finds_names_numbers_certificates_tags_and_the_meeting()
    {
        var found = Find(world.Authority).Select(one => one.Split(' ')[0]).Distinct().Order().ToList();

        Assert.Equal(["certificate", "delegation", "key", "name", "number", "public-key", "role", "tag", "title", "unit"], found);
    }

    /// <summary>And in every encoding that is used.</summary>
    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("hex")]
    [InlineData("HEX")]
    [InlineData("base64")]
    public void A_value_is_found_in_each_encoding(string encoding)
    {
        var value = Values().First(one => one.Kind == "name");
        Directory.CreateDirectory(folder["planted"]);
        File.WriteAllBytes(folder["planted/file"], [1, 2, 3, .. Encodings(value.Bytes, value.Text).Single(one => one.Name == encoding).Bytes, 4, 5, 6]);

        Assert.Contains($"name {encoding} {folder["planted/file"]}", Find(folder["planted"]));
    }

    /// <returns>What was found: kind, encoding and file.</returns>
    private List<string> Find(string place)
    {
        var patterns = Values().SelectMany(value => Encodings(value.Bytes, value.Text).Select(one => (value.Kind, one.Name, one.Bytes))).ToList();
        return [.. Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).SelectMany(path => FindIn(path, patterns))];
    }

    private static IEnumerable<string> FindIn(string path, List<(string Kind, string Name, byte[] Bytes)> patterns)
    {
        var content = File.ReadAllBytes(path);
        return patterns.Where(one => content.AsSpan().IndexOf(one.Bytes) >= 0).Select(one => $"{one.Kind} {one.Name} {path}");
    }

    private List<(string Kind, byte[] Bytes, string? Text)> Values()
    {
        var values = new List<(string Kind, byte[] Bytes, string? Text)>();
        foreach (var line in File.ReadLines(Path.Combine(world.Authority, "provinces", DemoMeeting.Province.Text, "members.csv")).Skip(1).Where(line => line[0] != ',').Skip(Skipped).Take(Taken))
        {
            var columns = line.Split(',');
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(columns[0]));
            var uuid = UuidOf(certificate);
            values.AddRange([Text("name", columns[1]), Text("number", columns[2]), Text("unit", columns[3])]);
            values.AddRange([("certificate", certificate.RawData, null), ("public-key", certificate.PublicKey.EncodedKeyValue.RawData, null)]);
            values.AddRange([("uuid", uuid.ToByteArray(bigEndian: true), uuid.ToString()), ("uuid", uuid.ToByteArray(), null)]);
            values.Add(("tag", CardTag.Of(uuid.ToByteArray(bigEndian: true)).ToArray(), null));
        }

        values.AddRange([Text("title", world.Meeting.Title), Text("title", world.Meeting.Sessions[0].Title), ("key", world.Meeting.Key.ToArray(), null)]);
        values.AddRange(world.Roster.SelectMany(entry => new[] { entry.Role is { } role ? Text("role", role) : default, Text("delegation", entry.Delegation!) }).Where(value => value.Bytes is not null).DistinctBy(value => value.Text));
        return values;
    }

    private static Guid UuidOf(X509Certificate2 certificate)
    {
        var names = Encoding.ASCII.GetString(certificate.Extensions["2.5.29.17"]!.RawData);
        return Guid.Parse(names[(names.IndexOf("urn:uuid:", StringComparison.Ordinal) + "urn:uuid:".Length)..][..36]);
    }

    private static (string Kind, byte[] Bytes, string? Text) Text(string kind, string text) => (kind, Encoding.UTF8.GetBytes(text), text);

    private static IEnumerable<(string Name, byte[] Bytes)> Encodings(byte[] bytes, string? text)
    {
        yield return ("utf-8", text is null ? bytes : Encoding.UTF8.GetBytes(text));
        if (text is not null)
        {
            yield return ("utf-16", Encoding.Unicode.GetBytes(text));
            yield return ("utf-16BE", Encoding.BigEndianUnicode.GetBytes(text));
        }

        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
        yield return ("HEX", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
        // Without its last letters, which depend on what follows.
        yield return ("base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)[..(bytes.Length / 3 * 4)]));
        yield return ("base64url", Encoding.ASCII.GetBytes(Base64Url.EncodeToString(bytes)[..(bytes.Length / 3 * 4)]));
    }
}
