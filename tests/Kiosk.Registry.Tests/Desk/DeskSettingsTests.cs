using System.Text;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Tests.Wording;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Tests.Desk;

public sealed class DeskSettingsTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_new_desk_opens_with_the_settings_it_was_made_with()
    {
        var made = RegistryDesk.Create(files.At("desk"), "feed", [ProvinceCode.Parse("01")], new NewKeys());

        Assert.Equal(made.Settings.ToJson(), RegistryDesk.Open(files.At("desk")).Settings.ToJson());
        Assert.Single(new KeyRing(RegistryDesk.Open(files.At("desk")), [], PassPhrases.None).ToSigners().Provinces);
    }

    [Fact]
    public void Only_the_owner_may_read_a_key()
    {
        RegistryDesk.Create(files.At("desk"), "feed", [], new NewKeys());

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(files.At("desk/keys/root-1.pem")).UnixFileMode);
    }

    [Theory]
    [InlineData("\"threshold\": 1", "\"threshold\": 2", "the threshold of root is not")]
    [InlineData("\"threshold\": 1", "\"threshold\": 0", "the threshold of root is not")]
    [InlineData("\"root-1\"\n", "\"root-9\"\n", "names the key root-9, which is not there")]
    [InlineData("\"snapshot\": {", "\"snapshots\": {", "roles are root, timestamp, snapshot and targets")]
    [InlineData("\"01\": {", "\"HN\": {", "\"HN\" is not a province's code")]
    [InlineData("730.00:00:00", "00:59:00", "the lifetime of root is not")]
    [InlineData("\"pem\": \"keys/root-1.pem\",", "", "the key root-1 has either")]
    [InlineData("\"publications\": 14", "\"publications\": 0", "publications are 1 to")]
    [InlineData("\"publications\": 14", "\"publication\": 14", "registry.json line ")]
    [InlineData("\"publications\": 14", "\"publications\": \"x\"", "publications")]
    [InlineData("\"publications\": 14,", "", "publications")]
    public void Settings_with_one_mistake_are_refused_in_one_sentence(string right, string wrong, string sentence)
    {
        var json = Encoding.UTF8.GetString(RegistryDesk.Create(files.At("desk"), "feed", [ProvinceCode.Parse("01")], new NewKeys()).Settings.ToJson());
        Assert.Contains(right, json, StringComparison.Ordinal);
        files.Write("desk/registry.json", json.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(sentence, VietnameseText.MessageOf(Assert.Throws<RegistryException>(() => RegistryDesk.Open(files.At("desk")))), StringComparison.Ordinal);
        Assert.DoesNotContain("JSON", Assert.Throws<RegistryException>(() => RegistryDesk.Open(files.At("desk"))).Message, StringComparison.Ordinal);
    }
}
