using System.Text.Json;
using Kiosk.EndToEnd.Tests.Running;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>Whoever asks for JSON gets JSON: letters as letters, a failure as an object, and the exit code that people get.</summary>
public sealed class JsonTests : IDisposable
{
    private readonly Installation installation = new();

    public void Dispose() => installation.Dispose();

    [Theory]
    [InlineData(2, "status", "--config", "/nowhere/kiosk.json")]
    [InlineData(2, "log", "verify", "--data", "/nowhere")]
    [InlineData(2, "cache", "build", "--from", "/nowhere", "--data", "/nowhere")]
    [InlineData(2, "status", "--unknown")]
    [InlineData(2, "nonsense")]
    [InlineData(3, "status", "--data", "/nowhere")]
    [InlineData(3, "mode", "verify", "--data", "/nowhere")]
    public async Task A_failure_is_one_object_on_standard_output(int code, params string[] arguments)
    {
        var ended = await KioskProcess.RunAsync([.. arguments, "--json"]);

        ended.AssertExit(code);
        Assert.Equal(code, ended.Json.GetProperty("exitCode").GetInt32());
        Assert.DoesNotContain("kiosk: ", ended.Errors, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(ended.Json.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Letters_are_letters()
    {
        var reasons = (await KioskProcess.RunAsync("reasons", "--json")).AssertExit(0);
        var disk = await KioskProcess.RunAsync("doctor", "--only", "disk", "--json", "--data", installation.Data);

        Assert.Contains("Thẻ", reasons.Output, StringComparison.Ordinal);
        Assert.Contains("Còn trống", disk.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", reasons.Output + disk.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_service_answers_is_one_document_with_its_letters()
    {
        await using var service = await installation.RunAsync();

        var status = await KioskProcess.RunAsync("status", "--json", "--config", installation.SettingsFile);
        var shown = await KioskProcess.RunAsync("show", "self-test", "--json", "--config", installation.SettingsFile);

        Assert.Equal(JsonValueKind.Object, status.AssertExit(0).Json.ValueKind);
        Assert.Contains("Đầu đọc thẻ", shown.Output, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, shown.Json.ValueKind);
    }
}
