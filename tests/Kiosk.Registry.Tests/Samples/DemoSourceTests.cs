namespace Kiosk.Registry.Tests.Samples;

/// <summary>What the demo leaves is a source folder like any other.</summary>
public sealed class DemoSourceTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task The_demos_authority_publishes_as_it_is()
    {
        (await Programs.KioskAsync("demo", "--data", files.At("demo"))).With(0);
        (await Programs.RegistryAsync("init", "--desk", files.At("desk"), "--province", "suoi-mo")).With(0);

        var published = (await Programs.RegistryAsync("publish", "--desk", files.At("desk"), "--from", files.At("demo/authority"))).With(0);

        Assert.Contains("suoi-mo members version 1: 301 rows", published.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", published.Error, StringComparison.Ordinal);
    }
}
