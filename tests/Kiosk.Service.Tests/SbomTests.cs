using System.Text.Json;
using System.Text.RegularExpressions;
using Kiosk.Testing.Sources;

namespace Kiosk.Service.Tests;

/// <summary><c>docs/sbom.json</c> against the lock files of what ships. After a wanted change of packages <c>./kiosk build</c> writes it anew.</summary>
public sealed partial class SbomTests
{
    /// <summary>What compiles and is in no program.</summary>
    private static readonly string[] Compilers = ["Microsoft.NET.ILLink.Tasks", "Microsoft.DotNet.ILCompiler"];

    private static readonly JsonElement Sbom = JsonDocument.Parse(File.ReadAllText(SourceTree.PathOf("docs/sbom.json"))).RootElement;
    private static readonly Locked[] LockedPackages = [.. Read("Kiosk.Service"), .. Read("Kiosk.Registry"), .. Read("Kiosk.Collector")];

    [Fact]
    public void It_lists_the_packages_of_the_lock_files_with_their_hashes_and_no_others() => Assert.Equal(
        LockedPackages.Select(package => $"pkg:nuget/{package.Name}@{package.Version} {package.Hash}").Distinct().Order(StringComparer.Ordinal),
        Components.Where(component => component.TryGetProperty("hashes", out _))
            .Select(component => $"{component.GetProperty("purl").GetString()} {component.GetProperty("hashes")[0].GetProperty("content").GetString()}")
            .Order(StringComparer.Ordinal));

    [Fact]
    public void It_lists_the_frameworks_that_the_compiler_brings_for_each_processor() => Assert.Equal(
        LockedPackages.Select(package => Runtime().Match(package.Name)).Where(match => match.Success).Select(match => match.Groups["processor"].Value).Distinct()
            .SelectMany(processor => (string[])[$"Microsoft.AspNetCore.App.Runtime.{processor}", $"Microsoft.NETCore.App.Runtime.NativeAOT.{processor}"])
            .Order(StringComparer.Ordinal),
        Components.Where(component => !component.TryGetProperty("hashes", out _)).Select(component => component.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_component_names_its_licence_by_SPDX() =>
        Assert.All(Components, component => Assert.Contains(component.GetProperty("licenses")[0].GetProperty("license").GetProperty("id").GetString(), (string[])["MIT", "MIT-0", "Apache-2.0", "BSD-3-Clause", "PostgreSQL", "blessing"]));

    [Fact]
    public void It_is_CycloneDX_1_6_and_says_nothing_that_changes_with_the_hour()
    {
        Assert.Equal(("CycloneDX", "1.6"), (Sbom.GetProperty("bomFormat").GetString(), Sbom.GetProperty("specVersion").GetString()));
        Assert.False(Sbom.TryGetProperty("serialNumber", out _));
        Assert.False(Sbom.GetProperty("metadata").TryGetProperty("timestamp", out _));
    }

    private static JsonElement[] Components => [.. Sbom.GetProperty("components").EnumerateArray()];

    private static IEnumerable<Locked> Read(string project)
    {
        var buildOnly = Analyzers().Match(File.ReadAllText(SourceTree.PathOf("Directory.Packages.props"))).Value;
        using var file = JsonDocument.Parse(File.ReadAllText(SourceTree.PathOf("src", project, "packages.lock.json")));
        return
        [
            .. from target in file.RootElement.GetProperty("dependencies").EnumerateObject()
               from package in target.Value.EnumerateObject()
               where package.Value.TryGetProperty("contentHash", out _) && !Compilers.Contains(package.Name) && !OtherPlatform().IsMatch(package.Name) && !buildOnly.Contains($"\"{package.Name}\"", StringComparison.Ordinal)
               select new Locked(
                   package.Name,
                   package.Value.GetProperty("resolved").GetString()!,
                   Convert.ToHexStringLower(package.Value.GetProperty("contentHash").GetBytesFromBase64())),
        ];
    }

    [GeneratedRegex(@"^runtime\.(?<processor>linux-\w+)\.Microsoft\.DotNet\.ILCompiler$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Runtime();

    /// <summary>Native parts for machines that nothing is built for.</summary>
    [GeneratedRegex(@"^runtime\.(?!native\.|linux-x64\.|linux-arm64\.)", RegexOptions.None, 30_000)]
    private static partial Regex OtherPlatform();

    [GeneratedRegex("<ItemGroup Label=\"Analyzers\">.*?</ItemGroup>", RegexOptions.Singleline, 30_000)]
    private static partial Regex Analyzers();

    private sealed record Locked(string Name, string Version, string Hash);
}
