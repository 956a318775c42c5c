using System.Runtime.Versioning;
using System.Text;
using Kiosk.Durability;
using Kiosk.Service.Cache;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Cache;

/// <summary>A cache in a folder of its own, built from a test source on a disk that can fail.</summary>
[SupportedOSPlatform("linux")]
public abstract class StoredCache : IDisposable
{
    private protected readonly TestFolder folder = new();
    private protected readonly FaultyFiles files = new(new DurableFiles());
    private protected readonly CacheStore store;
    private protected readonly TestCacheSource source;

    private protected StoredCache()
    {
        store = new(folder["cache"], files, keyring: TestDevice.Keyring);
        source = TestCacheSource.Create(folder["source"], TestPki.Issue());
    }

    private protected string Current => Path.Combine(store.Folder, "CURRENT");

    private protected string Floor => folder["cache.floor"];

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Damage(string damage)
    {
        switch (damage)
        {
            case "CURRENT is missing":
                File.Delete(Current);
                break;
            case "CURRENT is empty":
                File.WriteAllBytes(Current, []);
                break;
            case "CURRENT is rubbish":
                File.WriteAllText(Current, "generation-1");
                break;
            case "CURRENT names a generation that is not there":
                File.WriteAllText(Current, "generation-00000009.cache 1\n");
                break;
            case "the generation is missing":
                File.Delete(PathOf(2));
                break;
            case "the generation is empty":
                File.WriteAllBytes(PathOf(2), []);
                break;
            case "the generation is cut short":
                File.WriteAllBytes(PathOf(2), File.ReadAllBytes(PathOf(2))[..^8192]);
                break;
            case "the generation is rubbish":
                File.WriteAllBytes(PathOf(2), Encoding.ASCII.GetBytes(new string('x', (int)new FileInfo(PathOf(2)).Length)));
                break;
            case "the generation is another one":
                File.Copy(PathOf(1), PathOf(2), overwrite: true);
                break;
            case "the key is missing":
                File.Delete(folder["cache.key"]);
                break;
            case "the key is another":
                File.WriteAllBytes(folder["cache.key"], new byte[32]);
                break;
            case "the floor is missing":
                File.Delete(Floor);
                break;
            case "the floor is forged":
                File.WriteAllText(Floor, $"1 {new string('0', 64)}\n");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(damage));
        }
    }

    /// <summary>Flips a bit in the place that an invitation names, of which nothing is read at the start.</summary>
    private protected void SpoilRoster(int number)
    {
        var content = File.ReadAllBytes(PathOf(number));
        var place = content.AsSpan().IndexOf(source.Feed.Sets()[2].Rows.First().Value.Span[..64]);
        Assert.True(place > 0);
        content[place] ^= 1;
        File.WriteAllBytes(PathOf(number), content);
    }

    private protected static GenerationLayout Start(GenerationWriter writer)
    {
        var layout = new GenerationLayout(writer.Number, previous: null, previousFile: null);
        layout.Own(GenerationTables.Trust);
        writer.Start(layout);
        return layout;
    }

    private protected long OpenNumber()
    {
        using var generation = store.Open().Generation;
        return generation.Number;
    }

    private protected string PathOf(int number) => Path.Combine(store.Folder, $"generation-{number:D8}.cache");

    private protected IEnumerable<string> FileNames() =>
        Directory.EnumerateFileSystemEntries(store.Folder).Select(path => Path.GetFileName(path)).Where(name => name != "CURRENT.tmp").Order(StringComparer.Ordinal);
}
