using System.Xml.Linq;
using Kiosk.Collector.Pages;
using Kiosk.Durability;
using Kiosk.Testing.Durability;

namespace Kiosk.Collector.Tests.Pages;

/// <summary>The files of the keys behind the page's cookies.</summary>
public sealed class PageKeyFilesTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_stored_is_there_for_the_next_start()
    {
        new PageKeyFiles(folder["keys"], new DurableFiles()).StoreElement(new XElement("key", "one"), "key-1");

        Assert.Equal("one", Assert.Single(new PageKeyFiles(folder["keys"], new DurableFiles()).GetAllElements()).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<key>on")]
    public void A_file_that_a_power_cut_left_unfinished_is_put_aside(string left)
    {
        var keys = new PageKeyFiles(folder["keys"], new DurableFiles());
        keys.StoreElement(new XElement("key", "one"), "key-1");
        File.WriteAllText(folder["keys/key-2.xml"], left);

        Assert.Equal("one", Assert.Single(keys.GetAllElements()).Value);
        Assert.Equal(left, File.ReadAllText(folder["keys/key-2.xml"] + PageKeyFiles.AsideEnding));
    }
}
