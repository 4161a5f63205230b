/** The page of all kept articles: rendered at every change of what its Keeper knows. */
import '../../components/panel.css';
import { render } from 'preact';
import { LibraryPage } from '../../components/library/LibraryPage';
import { Keeper } from './keeper';

const root = document.getElementById('library');
if (root) {
  const keeper: Keeper = new Keeper((state) => render(<LibraryPage state={state} actions={keeper} />, root));
  void keeper.load();
}
