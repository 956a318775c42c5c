using System.Text;
using Kiosk.Feed.Records;
using Kiosk.Service.Configuration;
using Kiosk.Service.SelfTest;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Secrecy;
using Kiosk.Trials.Demo;

namespace Kiosk.Service.Tests.Sync;

/// <summary>A copied stick or mirror, and a stolen terminal's data folder without its device key, yield nothing about anybody: no name, number, card, tag, title, role, delegation or meeting key.</summary>
public sealed class NoNameAtRestTests : IAsyncLifetime
{
    private const int Members = 12;

    private readonly TestFolder folder = TestFolder.Fast();
    private DemoWorld world = null!;
    private PersonalValues values = null!;

    /// <summary>Two epochs, each with a delta, and a terminal that took them all.</summary>
    public async Task InitializeAsync()
    {
        world = await DemoWorld.CreateAsync(folder["demo"], [], TimeProvider.System, CancellationToken.None);
        values = PersonalValues.In(Path.Combine(world.Authority, "provinces", DemoMeeting.Province.Text), Members);
        await PublishAsync();
        await ChangeAsync(first: 10);
        world.Feed.BeginEpoch();
        await PublishAsync();
        await ChangeAsync(first: 20);
    }

    public Task DisposeAsync()
    {
        world.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void The_publication_has_deltas_of_both_epochs() =>
        Assert.Equal(2, Directory.EnumerateFiles(world.Feed.Folder, "*.rosters.*.delta", SearchOption.AllDirectories).Count());

    [Fact]
    public void Nothing_about_anybody_is_in_any_file_of_a_publication() => Assert.Empty(values.FindIn(world.Feed.Folder));

    [Fact]
    public void Nothing_about_anybody_is_in_a_terminals_data_folder_without_its_device_key()
    {
        File.Delete(new KioskFolders(world.Data).DeviceKeyFile);

        Assert.Empty(values.FindIn(world.Data));
    }

    /// <summary>The search would find what it looks for: all of it is in the authority's own folder.</summary>
    [Fact]
    public void In_the_authoritys_folder_the_same_search_finds_names_numbers_certificates_tags_and_the_meeting()
    {
        var found = values.FindIn(world.Authority).Select(one => one.Split(' ')[0]).Distinct().Order().ToList();

        Assert.Equal(["certificate", "delegation", "key", "name", "number", "public-key", "role", "tag", "title", "unit", "uuid"], found);
    }

    /// <summary>And in every encoding that is used.</summary>
    [Theory]
    [InlineData("bytes")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("escaped")]
    [InlineData("percent")]
    [InlineData("bare")]
    [InlineData("BARE")]
    [InlineData("bare-utf-16")]
    [InlineData("hex")]
    [InlineData("HEX")]
    [InlineData("nibbles")]
    [InlineData("nibbles-hex")]
    [InlineData("base64-0")]
    [InlineData("base64-1")]
    [InlineData("base64-2")]
    public void A_value_is_found_in_each_encoding(string encoding)
    {
        var name = PersonalValue.OfText("name", "Nguyễn Thị Đỗ Quyên");
        Directory.CreateDirectory(folder["planted"]);
        File.WriteAllBytes(folder["planted/file"], [1, 2, 3, .. ValueEncodings.Of(name).Single(one => one.Name == encoding).Bytes, 4, 5, 6]);

        Assert.Contains($"name {encoding} {folder["planted/file"]}", PersonalValues.Of(name).FindIn(folder["planted"]));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("xy")]
    [InlineData("xyz")]
    public void A_value_is_found_wherever_it_stands_in_Base64(string before)
    {
        var name = PersonalValue.OfText("name", "Nguyễn Thị Đỗ Quyên");

        Assert.NotEmpty(PersonalValues.Of(name).FindIn("file", Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{name.Text}, and more")))));
    }

    [Theory]
    [InlineData("Nguyen Thi Do Quyen")]
    [InlineData("NGUYEN THI DO QUYEN")]
    public void A_name_is_found_without_its_accents(string bare) =>
        Assert.NotEmpty(PersonalValues.Of(PersonalValue.OfText("name", "Nguyễn Thị Đỗ Quyên")).FindIn("file", Encoding.ASCII.GetBytes($"x{bare}x")));

    private async Task PublishAsync() => Assert.Empty(await TrialSync.LetInAsync(world.Feed, world.Data, "HN-01", TimeProvider.System, CancellationToken.None));

    /// <summary>Another seat for a few, which is a delta.</summary>
    private Task ChangeAsync(int first)
    {
        world.Feed.Invite(DemoMeeting.Id, world.Roster.Skip(first).Take(3).Select(entry => entry with { Seat = new Seat("B", "9", "9") }));
        return PublishAsync();
    }
}
