using System.Text;
using System.Xml;
using System.Xml.Linq;
using Kiosk.Durability;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Kiosk.Collector.Pages;

/// <summary>
/// The keys that protect the page's cookies, a file of XML each. The framework's own repository does not sync what it writes: a power cut left an empty file, and no page could be signed in to.
/// </summary>
/// <remarks>A file that is not whole is put aside under <see cref="AsideEnding"/>: whoever was signed in by it signs in again.</remarks>
internal sealed class PageKeyFiles(string folder, IDurableFiles files) : IXmlRepository
{
    public const string AsideEnding = ".unreadable";

    private const string Ending = ".xml";
    private const int MaxLength = 1 << 20;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        DurableFolder.Create(folder, files);
        return [.. Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal).Select(Read).OfType<XElement>()];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        DurableFolder.Create(folder, files);
        files.Replace(Path.Combine(folder, friendlyName + Ending), Encoding.UTF8.GetBytes(element.ToString()));
    }

    private static XElement? Read(string path)
    {
        try
        {
            using var content = new MemoryStream(RegularFile.Read(path, MaxLength));
            return XElement.Load(content);
        }
        catch (XmlException)
        {
            File.Move(path, path + AsideEnding, overwrite: true);
            return null;
        }
    }
}
