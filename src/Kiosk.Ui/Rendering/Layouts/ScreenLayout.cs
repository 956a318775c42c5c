using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>Where everything of a screen stands.</summary>
internal static class ScreenLayout
{
    public static Drawing Of(Screen screen, ScreenView view, IRuler ruler)
    {
        var board = new Board(view, ruler, Theme.Of(screen));
        switch (screen)
        {
            case Screen.Idle idle:
                IdleLayout.Place(board, idle);
                break;
            case Screen.Admitted admitted:
                AdmittedLayout.Place(board, admitted);
                break;
            default:
                AnswerLayout.Place(board, screen);
                break;
        }

        return board.ToDrawing();
    }
}
