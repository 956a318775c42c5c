using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;
using DoctorHealth = Kiosk.Service.CommandLine.Doctor.Health;

namespace Kiosk.Service.Tests.CommandLine.Doctor;

public sealed class DiskCheckUpTests
{
    [FactWithTinyDisk]
    public void A_read_only_disk_is_bad_wherever_the_service_must_write()
    {
        using var folder = new TestFolder();
        using var disk = new TinyDisk();
        var folders = new KioskFolders(folder["data"]);
        Directory.CreateDirectory(folders.Data);
        Directory.CreateSymbolicLink(folders.Journal, disk.Path);
        disk.MakeReadOnly();

        var finding = new DiskCheckUp(folders).Look();
        disk.MakeWritable();

        Assert.Equal((DoctorHealth.Bad, $"The disk of {folders.Journal} is read-only, so nothing can be recorded."), (finding.Health, finding.What.English));
        Assert.Contains("mount -o remount,rw", finding.Remedy!.Vietnamese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/null", "The data folder /dev/null is a device and no folder.")]
    [InlineData("/dev/null/kiosk", "The data folder /dev/null/kiosk cannot lie below /dev/null, which is a device.")]
    [InlineData("/proc/kiosk", "The data folder /proc/kiosk lies in the kernel's own file system proc, where no file can be kept.")]
    public void A_data_folder_that_can_be_none_is_bad_by_its_name(string folder, string sentence)
    {
        var finding = new DiskCheckUp(new KioskFolders(folder)).Look();

        Assert.Equal((DoctorHealth.Bad, sentence, "Name a folder on a disk as Kiosk:DataFolder."), (finding.Health, finding.What.English, finding.Remedy?.English));
        Assert.StartsWith($"Thư mục dữ liệu {folder} ", finding.What.Vietnamese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_takes_files_is_judged_by_its_free_space_and_left_as_it_was()
    {
        using var folder = new TestFolder();

        var finding = new DiskCheckUp(new KioskFolders(folder.Path)).Look();

        Assert.Contains(" MB free at ", finding.What.English, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9]{4} MB", finding.What.English);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
