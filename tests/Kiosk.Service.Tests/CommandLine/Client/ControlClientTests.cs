using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Words;

namespace Kiosk.Service.Tests.CommandLine.Client;

public sealed class ControlClientTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    private KioskFolders Folders => new(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Without_a_socket_the_service_is_to_be_started() =>
        Assert.Equal($"No service answers on {Folders.ControlSocket}; start it with: kiosk run", await RefusalAsync());

    [Fact]
    public async Task A_folder_where_the_socket_belongs_is_named()
    {
        Directory.CreateDirectory(Folders.ControlSocket);

        Assert.Equal($"{Folders.ControlSocket} is a folder and no socket, so no service can be asked there. Take it away; if the service does not run, start it with: kiosk run", await RefusalAsync());
    }

    [Fact]
    public async Task A_pipe_where_the_socket_belongs_is_named()
    {
        (await ChildProcess.RunAsync("mkfifo", Folders.ControlSocket)).With(0);

        Assert.StartsWith($"{Folders.ControlSocket} is a pipe and no socket, so no service can be asked there. Take it away;", await RefusalAsync(), StringComparison.Ordinal);
    }

    private async Task<string> RefusalAsync()
    {
        using var client = new ControlClient(Folders, Language.English);
        return (await Assert.ThrowsAsync<ServiceUnavailableException>(() => client.GetAsync("/control/status", CancellationToken.None))).Message;
    }
}
