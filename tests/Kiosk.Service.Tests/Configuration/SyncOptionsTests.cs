using System.ComponentModel.DataAnnotations;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.Tests.Configuration;

public sealed class SyncOptionsTests
{
    private const string BadFeed = "Kiosk:Sync:Feed must be an https address without query, such as https://feed.example/kiosk/; http is for this machine only.";
    private const string BadProvinces = "Kiosk:Sync:Provinces must be at most 100 codes of lower-case letters, digits and hyphens, separated by commas, such as 01,79.";

    [Fact]
    public void Without_any_setting_there_is_nothing_to_object_to() => Assert.Empty(SentencesOf(new()));

    [Theory]
    [InlineData("https://feed.example.vn")]
    [InlineData("https://feed.example.vn:8443/kiosk/")]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://localhost/feed")]
    [InlineData("http://[::1]:8080/")]
    public void An_https_address_or_one_of_this_machine_is_a_feed(string feed) => Assert.Empty(SentencesOf(new() { Feed = feed }));

    [Theory]
    [InlineData("feed.example.vn")]
    [InlineData("http://feed.example.vn/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("file:///media/stick")]
    [InlineData("https://feed.example.vn/?key=1")]
    [InlineData("https://feed.example.vn/#part")]
    [InlineData("https://user:word@feed.example.vn/")]
    [InlineData("/media/stick")]
    [InlineData(" ")]
    public void Anything_else_is_refused_in_one_sentence(string feed) => Assert.Equal([BadFeed], SentencesOf(new() { Feed = feed }));

    [Theory]
    [InlineData("01")]
    [InlineData("01,79")]
    [InlineData(" 01 , ha-noi ,")]
    public void Codes_are_separated_by_commas(string provinces) => Assert.Empty(SentencesOf(new() { Provinces = provinces }));

    [Theory]
    [InlineData("HN")]
    [InlineData("-01")]
    [InlineData("01-")]
    [InlineData("01;79")]
    [InlineData("a/b")]
    [InlineData("hà-nội")]
    [InlineData("01234567890123456")]
    public void What_is_no_code_is_refused_in_one_sentence(string provinces) => Assert.Equal([BadProvinces], SentencesOf(new() { Provinces = provinces }));

    [Fact]
    public void A_hundred_provinces_are_the_most()
    {
        Assert.Empty(SentencesOf(new() { Provinces = string.Join(',', Enumerable.Range(0, 100)) }));
        Assert.Equal([BadProvinces], SentencesOf(new() { Provinces = string.Join(',', Enumerable.Range(0, 101)) }));
    }

    [Fact]
    public void A_province_named_twice_is_a_slip() =>
        Assert.Equal(["Kiosk:Sync:Provinces names a province twice."], SentencesOf(new() { Provinces = "01,79,01" }));

    [Fact]
    public void A_budget_below_zero_means_nothing() =>
        Assert.Equal(["Kiosk:Sync:MaxBytesPerHour must be 0 or more."], SentencesOf(new() { MaxBytesPerHour = -1 }));

    [Fact]
    public void Each_fault_has_its_own_sentence() =>
        Assert.Equal(3, SentencesOf(new() { Feed = "x", Provinces = "X", MaxBytesPerHour = -1 }).Count);

    private static List<string?> SentencesOf(SyncOptions options) => [.. options.Validate(new ValidationContext(options)).Select(result => SettingRule.Read(result.ErrorMessage!).English)];
}
