using System.CommandLine;
using System.Security.Cryptography;
using Kiosk.Collector.Keys;
using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary>The collector's name and key, for the verbs that sign receipts.</summary>
internal static class CollectorName
{
    public static Option<string> Option(Language language) => new("--name")
    {
        Description = new Phrase("Tên của máy chủ thu thập, ghi trên biên nhận.", "The collector's name, which its receipts state.").In(language),
        HelpName = "NAME",
        DefaultValueFactory = _ => "collector",
    };

    /// <exception cref="CollectorException">The key or the name cannot be used.</exception>
    public static CollectorKey OpenKey(string folder, string name)
    {
        try
        {
            return CollectorKey.Open(folder, name, new DurableFiles());
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException)
        {
            throw new CollectorException(
                Phrase.WithDetail($"Không dùng được khóa trong {folder}, hoặc tên {name}: hãy khôi phục collector.key", $"The key in {folder}, or the name {name}, cannot be used: restore collector.key. {unusable.Message}"), unusable);
        }
    }
}
