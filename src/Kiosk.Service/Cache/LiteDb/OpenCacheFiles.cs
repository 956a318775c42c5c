using Kiosk.Durability;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>The cache files that this process has open: each once, however many generations use it, and until the last of them is closed.</summary>
/// <remarks>A file that somebody put in another's place, or wrote to, is another file: it is opened anew.</remarks>
internal sealed class OpenCacheFiles
{
    private readonly Lock gate = new();
    private readonly Dictionary<FileIdentity, SharedBlocks> files = [];

    /// <param name="name">What sentences call the file: the name that it will have, where that is not its path yet.</param>
    /// <exception cref="CacheException">There is no such file, or it is not a sealed one of this program.</exception>
    public ICacheFile Open(string path, string name)
    {
        var opened = SealedPages.OpenFile(path);
        lock (gate)
        {
            var identity = FileIdentity.Of(opened);
            if (files.TryGetValue(identity, out var blocks))
            {
                opened.Dispose();
            }
            else
            {
                blocks = SharedBlocks.Open(name, SealedPages.Open(opened, name));
                files.Add(identity, blocks);
            }

            blocks.Users++;
            return new LiteDbCacheFile(blocks, () => Close(identity, blocks));
        }
    }

    private void Close(FileIdentity identity, SharedBlocks blocks)
    {
        lock (gate)
        {
            if (--blocks.Users == 0)
            {
                files.Remove(identity);
                blocks.Dispose();
            }
        }
    }
}
