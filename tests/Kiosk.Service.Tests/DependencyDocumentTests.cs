using System.Text.Json;
using System.Xml.Linq;
using Kiosk.Testing.Sources;

namespace Kiosk.Service.Tests;

/// <summary>What is said of packages to people, held to what is pinned and what ships.</summary>
public sealed class DependencyDocumentTests
{
    [Fact]
    public void Every_pinned_package_is_explained_with_its_version()
    {
        var lines = File.ReadAllLines(SourceTree.PathOf("docs/dependencies.md"));
        var pinned = XDocument.Load(SourceTree.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => (Name: package.Attribute("Include")!.Value, Version: package.Attribute("Version")!.Value));

        Assert.All(pinned, package => Assert.Contains(lines, line => line.Contains(package.Name, StringComparison.Ordinal) && line.Contains($"| {package.Version} |", StringComparison.Ordinal)));
    }

    [Fact]
    public void Whatever_ships_is_named_in_NOTICE()
    {
        var notice = File.ReadAllText(SourceTree.PathOf("NOTICE"));
        using var sbom = JsonDocument.Parse(File.ReadAllText(SourceTree.PathOf("docs/sbom.json")));
        var shipped = sbom.RootElement.GetProperty("components").EnumerateArray()
            .Select(component => component.GetProperty("name").GetString()!.Replace("runtime.linux-", "linux-", StringComparison.Ordinal))
            .Select(name => name.Replace("linux-x64", "", StringComparison.Ordinal).Replace("linux-arm64", "", StringComparison.Ordinal).Trim('.'));

        Assert.All(shipped, name => Assert.Contains(name, notice, StringComparison.Ordinal));
    }
}
